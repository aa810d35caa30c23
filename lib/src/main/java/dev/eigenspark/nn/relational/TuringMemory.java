package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.ParameterSpec;
import dev.eigenspark.nn.tape.Start;
import dev.eigenspark.nn.tape.Tape;
import dev.eigenspark.nn.tape.Tape.LstmState;
import dev.eigenspark.nn.tape.Tensor;

/**
 * An LSTM that reads and writes a memory M of S rows (neural Turing machine: Graves, Wayne,
 * Danihelka 2014, arXiv:1410.5401), one read and one write head. With r_0 = 0, at t = 1 ... T, and
 * once more with z = 0,
 *
 * <pre>
 *   h_t = LSTM([z_t ; r_{t-1}])      r_t = sum_i w_i M_i      M_i = M_i (1 - w'_i e) + w'_i a
 *   e = sigmoid(h We + be)      a = tanh(h Wa + ba)
 * </pre>
 *
 * <p>where each head has its own weights w over the rows, from what it says of h:
 *
 * <pre>
 *   u = softmax(softplus(strength) cos(tanh(key), M_i))      u = gate u + (1 - gate) w_{t-1}
 *   w = (u shifted by softmax(shift)) ^ (1 + softplus(sharpness)), normalised
 * </pre>
 *
 * <p>As in the code of Webb, Sinha, Cohen (2021), M begins as a learned matrix, a head reads before
 * the other writes, r_1 = 0, and the first weights are not mixed with any before. [N, d, T] to [N,
 * H, 1]: the last h.
 *
 * @param hidden units of the LSTM, H
 * @param rows S
 * @param width numbers of a row
 */
public record TuringMemory(int hidden, int rows, int width) implements Composition {
  private static final long serialVersionUID = 1L;

  @Override
  public Tensor compose(Tape tape, Tensor codes) {
    Tensor memory =
        tape.learned(new ParameterSpec("M0", rows, width, width, rows, Init.GLOROT_NORMAL));
    Tensor noCode = zeros(tape, codes.columns());
    Tensor read = zeros(tape, width);
    LstmState state = new LstmState(zeros(tape, hidden), zeros(tape, hidden));
    Tensor readWeights = null;
    Tensor writeWeights = null;
    for (int t = 0; t < codes.rows(); t++) {
      state = step(tape, tape.row(codes, t), read, state);
      if (t > 0) {
        readWeights = weights(tape, "r", state.h(), memory, readWeights);
        read = tape.mixRows(readWeights, memory);
      }
      writeWeights = weights(tape, "w", state.h(), memory, writeWeights);
      Tensor erase = tape.sigmoid(tape.dense("e", state.h(), width, Start.GLOROT));
      Tensor add = tape.tanh(tape.dense("a", state.h(), width, Start.GLOROT_TANH));
      memory = tape.rewrite(memory, writeWeights, erase, add);
    }
    return step(tape, noCode, read, state).h();
  }

  private LstmState step(Tape tape, Tensor code, Tensor read, LstmState before) {
    Tensor x = tape.beside(code, read);
    Tensor fromInput = tape.dense(gates("U", x.columns()), Init.ZERO, x);
    Tensor sums = tape.add(fromInput, tape.project(gates("V", hidden), before.h()));
    return tape.lstm(sums, before.c());
  }

  /** The weights of a head; {@code before} are those of the step before, or null. */
  private Tensor weights(Tape tape, String head, Tensor h, Tensor memory, Tensor before) {
    Tensor key = tape.tanh(tape.dense("k" + head, h, width, Start.GLOROT_TANH));
    Tensor strength = tape.softplus(tape.dense("s" + head, h, 1, Start.HE));
    Tensor u = tape.softmax(tape.multiply(tape.cosines(key, memory), strength));
    if (before != null) {
      Tensor gate = tape.sigmoid(tape.dense("g" + head, h, 1, Start.GLOROT));
      u = tape.add(before, tape.multiply(tape.subtract(u, before), gate));
    }
    Tensor shift = tape.softmax(tape.dense("m" + head, h, 3, Start.GLOROT));
    Tensor sharpness = tape.softplus(tape.dense("p" + head, h, 1, Start.HE));
    Tensor exponent = tape.add(sharpness, tape.constant(new float[][] {{1}}));
    return tape.sharpen(tape.rotate(u, shift), exponent);
  }

  private static Tensor zeros(Tape tape, int columns) {
    return tape.constant(new float[1][columns]);
  }

  private ParameterSpec gates(String name, int inputs) {
    return new ParameterSpec(name, inputs, 4 * hidden, inputs, hidden, Init.GLOROT_LSTM);
  }
}
