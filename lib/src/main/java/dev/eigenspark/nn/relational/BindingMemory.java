package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.ClosedLoopLstm;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.ParameterSpec;
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
 * <p>and one more step of the LSTM, {@code h_{T+1}}, is the answer: [N, d, T] to [N, H, 1]. The
 * controller never sees a code: w at step t is row t of the softmax of Z Z^T below its diagonal.
 * Parameters: {@code V, U, b} of the LSTM, {@code Wk} [H, K], {@code bk}, {@code wg} [H, 1], {@code
 * bg}, and {@code gain}, {@code shift}, from 1 and 0.
 *
 * @param hidden units of the LSTM, H
 * @param keys numbers of a key, K
 * @param confidence whether c is read
 */
public record BindingMemory(int hidden, int keys, Confidence confidence) implements Operator {
  private static final long serialVersionUID = 1L;

  /** Whether the controller is told how well the best match of a code fits. */
  public enum Confidence {
    /** c is read, with a learned gain and shift. */
    LEARNED,
    /** Only keys are read. */
    OFF
  }

  /** Numbers that are read at a step. */
  int readWidth() {
    return confidence == Confidence.LEARNED ? keys + 1 : keys;
  }

  @Override
  public Extent output(Extent input) {
    return new Extent(hidden, 1);
  }

  /** The parameters of the LSTM, which come first. */
  List<ParameterSpec> controller() {
    return ClosedLoopLstm.parameters(readWidth(), hidden);
  }

  @Override
  public List<ParameterSpec> parameters(Extent input) {
    List<ParameterSpec> specs = new ArrayList<>(controller());
    specs.add(new ParameterSpec("Wk", hidden, keys, hidden, keys, Init.HE_NORMAL));
    specs.add(new ParameterSpec("bk", 1, keys, hidden, keys, Init.ZERO));
    specs.add(new ParameterSpec("wg", hidden, 1, hidden, 1, Init.GLOROT_NORMAL));
    specs.add(new ParameterSpec("bg", 1, 1, hidden, 1, Init.ZERO));
    if (confidence == Confidence.LEARNED) {
      specs.add(new ParameterSpec("gain", 1, 1, 1, 1, Init.ONE));
      specs.add(new ParameterSpec("shift", 1, 1, 1, 1, Init.ZERO));
    }
    return specs;
  }

  @Override
  public OperatorRunner runner(Extent input) {
    return new BindingMemoryRunner(this, input);
  }
}
