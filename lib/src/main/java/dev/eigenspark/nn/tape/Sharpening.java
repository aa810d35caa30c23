package dev.eigenspark.nn.tape;

/**
 * {@code y_i = w_i^g / sum_j w_j^g} of one row of weights w, with one exponent g for a trial:
 *
 * <pre>
 *   dw_i = g y_i (dy_i - c) / w_i      dg = sum_i y_i log(w_i) (dy_i - c),   c = sum_j y_j dy_j
 * </pre>
 *
 * <p>A weight of 0 stays so and passes nothing back.
 */
final class Sharpening implements Op {
  private final Tensor w;
  private final Tensor g;
  private final Tensor y;
  private final int n;

  Sharpening(Tensor w, Tensor g) {
    if (w.rows() != 1 || g.size() != 1) {
      throw new IllegalArgumentException("one row is sharpened by one exponent");
    }
    this.w = w;
    this.g = g;
    n = w.columns();
    y = new Tensor(1, n);
  }

  @Override
  public Tensor y() {
    return y;
  }

  @Override
  public void forward(int trials) {
    double[] powers = new double[n];
    for (int trial = 0; trial < trials; trial++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        powers[i] = Math.pow(w.value()[trial * n + i], g.value()[trial]);
        sum += powers[i];
      }
      for (int i = 0; i < n; i++) {
        y.value()[trial * n + i] = (float) (powers[i] / sum);
      }
    }
  }

  @Override
  public void backward(int trials) {
    for (int trial = 0; trial < trials; trial++) {
      double mean = 0;
      for (int i = trial * n; i < (trial + 1) * n; i++) {
        mean += (double) y.value()[i] * y.gradient()[i];
      }
      double dg = 0;
      for (int i = trial * n; i < (trial + 1) * n; i++) {
        double weight = w.value()[i];
        if (weight > 0) {
          double passed = y.value()[i] * (y.gradient()[i] - mean);
          w.gradient()[i] += (float) (g.value()[trial] * passed / weight);
          dg += passed * Math.log(weight);
        }
      }
      g.gradient()[trial] += (float) dg;
    }
  }
}
