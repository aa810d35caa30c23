package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.ClosedLoopLstm;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.ParameterSpec;
import dev.eigenspark.nn.relational.Similarity.Sides;
import java.util.ArrayList;
import java.util.List;

/**
 * A controller that binds codes to keys in an external memory (ESBN: Webb, Sinha, Cohen, Emergent
 * symbols through binding in external memory, ICLR 2021, section 3.2 and appendix A.3.3). At each
 * step t = 1 ... T, with the keys M_k and the codes M_v of the steps before,
 *
 * <pre>
 *   h_t = LSTM(r_{t-1}, h_{t-1})      k_t = relu(h_t Wk + bk)      g_t = sigmoid(h_t wg + bg)
 *   s_i = z_t . M_v(i)      w = softmax(s)      c_i = sigmoid(gain s_i + shift)
 *   r_t = g_t sum_i w_i [M_k(i) ; c_i],  r_0 = r_1 = 0;      k_t goes to M_k and z_t to M_v
 * </pre>
 *
 * <p>and one more step of the LSTM, {@code h_{T+1}}, is the answer: [N, d, T] to [N, H, 1]. By
 * itself the controller never sees a code: w at step t is row t of the softmax of Z Z^T below its
 * diagonal. Parameters: {@code V, U, b} of the LSTM, {@code Wk} [H, K], {@code bk}, {@code wg} [H,
 * 1], {@code bg}, and {@code gain}, {@code shift}, from 1 and 0.
 *
 * <p>With a default row (appendix A.5.5) there is no c, but an entry that the memory holds from the
 * start, whose key {@code Mk0} and code {@code Mv0} are learned; then {@code r_1} is what it gives.
 * Both start at zero, which is as like any code as unlike. Asymmetric, each position has two codes:
 * the first looks up, the second goes to the memory.
 *
 * @param hidden units of the LSTM, H
 * @param keys numbers of a key, K
 * @param confidence how the controller is told that a code matches none
 * @param reads what the controller reads
 * @param sides whether codes are looked up as they are written
 */
public record BindingMemory(int hidden, int keys, Confidence confidence, Reads reads, Sides sides)
    implements Operator {
  private static final long serialVersionUID = 1L;

  /** Whether the controller is told how well the best match of a code fits. */
  public enum Confidence {
    /** c is read, with a learned gain and shift. */
    LEARNED,
    /** Only keys are read. */
    OFF,
    /** Only keys are read, one of them from a row that is there before all others. */
    DEFAULT_ROW
  }

  /** What the controller reads at a step. */
  public enum Reads {
    /** What the memory gives. */
    KEYS,
    /** What the memory gives, and then the code that it was asked for, z_t. */
    KEYS_AND_OBJECTS
  }

  /** Validates that there is one code to an object where codes are read. */
  public BindingMemory {
    if (sides == Sides.ASYMMETRIC && reads != Reads.KEYS) {
      throw new IllegalArgumentException("an asymmetric memory has two codes for an object");
    }
  }

  boolean confident() {
    return confidence == Confidence.LEARNED;
  }

  /** Rows that the memory has before the first step. */
  int defaultRows() {
    return confidence == Confidence.DEFAULT_ROW ? 1 : 0;
  }

  /** Numbers of a code in the memory. */
  int code(Extent input) {
    return input.features() / sides.codes();
  }

  /** Numbers that the memory gives at a step. */
  int foundWidth() {
    return confident() ? keys + 1 : keys;
  }

  /** Numbers that are read at a step. */
  int readWidth(Extent input) {
    return foundWidth() + (reads == Reads.KEYS ? 0 : input.features());
  }

  /** The first step of the LSTM that reads something, from 0. */
  int firstRead() {
    return reads == Reads.KEYS && defaultRows() == 0 ? 2 : 1;
  }

  @Override
  public Extent output(Extent input) {
    return new Extent(hidden, 1);
  }

  /** The parameters of the LSTM, which come first. */
  List<ParameterSpec> controller(Extent input) {
    return ClosedLoopLstm.parameters(readWidth(input), hidden);
  }

  @Override
  public List<ParameterSpec> parameters(Extent input) {
    List<ParameterSpec> specs = new ArrayList<>(controller(input));
    specs.add(new ParameterSpec("Wk", hidden, keys, hidden, keys, Init.HE_NORMAL));
    specs.add(new ParameterSpec("bk", 1, keys, hidden, keys, Init.ZERO));
    specs.add(new ParameterSpec("wg", hidden, 1, hidden, 1, Init.GLOROT_NORMAL));
    specs.add(new ParameterSpec("bg", 1, 1, hidden, 1, Init.ZERO));
    if (confident()) {
      specs.add(new ParameterSpec("gain", 1, 1, 1, 1, Init.ONE));
      specs.add(new ParameterSpec("shift", 1, 1, 1, 1, Init.ZERO));
    }
    if (defaultRows() > 0) {
      specs.add(new ParameterSpec("Mk0", 1, keys, 1, keys, Init.ZERO));
      specs.add(new ParameterSpec("Mv0", 1, code(input), 1, code(input), Init.ZERO));
    }
    return specs;
  }

  @Override
  public OperatorRunner runner(Extent input) {
    return new BindingMemoryRunner(this, input);
  }
}
