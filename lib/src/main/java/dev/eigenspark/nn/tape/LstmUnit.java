package dev.eigenspark.nn.tape;

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

  Tensor next() {
    return next;
  }

  Tensor h() {
    return h;
  }

  @Override
  public void forward(int trials) {
    for (int at = 0; at < trials * units; at++) {
      int gate = at / units * 4 * units + at % units;
      double i = sigmoid(z.value()[gate]);
      double f = sigmoid(z.value()[gate + units]);
      double g = Math.tanh(z.value()[gate + 2 * units]);
      double o = sigmoid(z.value()[gate + 3 * units]);
      double state = f * c.value()[at] + i * g;
      next.value()[at] = (float) state;
      h.value()[at] = (float) (o * Math.tanh(state));
    }
  }

  @Override
  public void backward(int trials) {
    float[] dz = z.gradient();
    for (int at = 0; at < trials * units; at++) {
      int gate = at / units * 4 * units + at % units;
      double i = sigmoid(z.value()[gate]);
      double f = sigmoid(z.value()[gate + units]);
      double g = Math.tanh(z.value()[gate + 2 * units]);
      double o = sigmoid(z.value()[gate + 3 * units]);
      double tanh = Math.tanh(next.value()[at]);
      double dh = h.gradient()[at];
      double dc = next.gradient()[at] + dh * o * (1 - tanh * tanh);
      dz[gate] += (float) (dc * g * i * (1 - i));
      dz[gate + units] += (float) (dc * c.value()[at] * f * (1 - f));
      dz[gate + 2 * units] += (float) (dc * i * (1 - g * g));
      dz[gate + 3 * units] += (float) (dh * tanh * o * (1 - o));
      c.gradient()[at] += (float) (dc * f);
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
