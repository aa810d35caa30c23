package dev.eigenspark.nn.tape;

import static dev.eigenspark.nn.tape.Pointwise.Function.SIGMOID;
import static dev.eigenspark.nn.tape.Pointwise.Function.TANH;

/**
 * The state of an LSTM after a step (Hochreiter, Schmidhuber 1997; Gers et al. 2000), from the sums
 * z of its gates i, f, g, o side by side and c of the step before:
 *
 * <pre>
 *   c' = sigmoid(z_f) c + sigmoid(z_i) tanh(z_g)      h = sigmoid(z_o) tanh(c')
 * </pre>
 */
final class LstmUnit implements Op {
  private final Tensor z;
  private final Tensor c;
  private final Tensor next;
  private final Tensor h;
  private final int units;
  private float[] gates = {};
  private float[] tanh = {};

  LstmUnit(Tensor z, Tensor c) {
    if (z.columns() != 4 * c.columns()) {
      throw new IllegalArgumentException("four gates are not " + z.columns() + " numbers");
    }
    this.z = z;
    this.c = c;
    units = c.columns();
    next = new Tensor(1, units);
    h = new Tensor(1, units);
  }

  /** c', which has a gradient of its own. */
  Tensor next() {
    return next;
  }

  /** h. */
  @Override
  public Tensor y() {
    return h;
  }

  @Override
  public void forward(int trials) {
    if (gates.length < trials * z.size()) {
      gates = new float[trials * z.size()];
      tanh = new float[trials * units];
    }
    for (int at = 0; at < trials * units; at++) {
      int gate = at / units * 4 * units + at % units;
      float i = SIGMOID.value(z.value()[gate]);
      float f = SIGMOID.value(z.value()[gate + units]);
      float g = TANH.value(z.value()[gate + 2 * units]);
      float o = SIGMOID.value(z.value()[gate + 3 * units]);
      float state = f * c.value()[at] + i * g;
      tanh[at] = TANH.value(state);
      gates[gate] = i;
      gates[gate + units] = f;
      gates[gate + 2 * units] = g;
      gates[gate + 3 * units] = o;
      next.value()[at] = state;
      h.value()[at] = o * tanh[at];
    }
  }

  @Override
  public void backward(int trials) {
    float[] dz = z.gradient();
    for (int at = 0; at < trials * units; at++) {
      int gate = at / units * 4 * units + at % units;
      float i = gates[gate];
      float f = gates[gate + units];
      float g = gates[gate + 2 * units];
      float o = gates[gate + 3 * units];
      float dh = h.gradient()[at];
      float dc = next.gradient()[at] + dh * o * (1 - tanh[at] * tanh[at]);
      dz[gate] += dc * g * i * (1 - i);
      dz[gate + units] += dc * c.value()[at] * f * (1 - f);
      dz[gate + 2 * units] += dc * i * (1 - g * g);
      dz[gate + 3 * units] += dh * tanh[at] * o * (1 - o);
      c.gradient()[at] += dc * f;
    }
  }
}
