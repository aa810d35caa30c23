package dev.eigenspark.nn;

/**
 * The loss of {@link DoubleReference}'s LSTM as a function of the parameters in which blocked edges
 * are constants: step t reads {@code xi_t h_{t-1} + (1 - xi_t) h*_{t-1}} and {@code eta_t c_{t-1} +
 * (1 - eta_t) c*_{t-1}}, where the starred values are those at the point where the derivative is
 * taken. Its value there is the plain loss; its derivative is that of stopped gradients.
 */
final class StoppedLoss {
  private final DoubleReference shape;
  private final double[] x;
  private final int[] y;
  private final double[] xi;
  private final double[] eta;
  private final double[][] constantH;
  private final double[][] constantC;

  StoppedLoss(DoubleReference shape, double[] p, double[] x, int[] y, double[] xi, double[] eta) {
    this.shape = shape;
    this.x = x;
    this.y = y;
    this.xi = xi;
    this.eta = eta;
    constantH = new double[shape.steps() * shape.rows()][shape.hidden()];
    constantC = new double[shape.steps() * shape.rows()][shape.hidden()];
    for (int row = 0; row < shape.rows(); row++) {
      double[] h = new double[shape.hidden()];
      double[] c = new double[shape.hidden()];
      for (int at = row; at < constantH.length; at += shape.rows()) {
        constantH[at] = h.clone();
        constantC[at] = c.clone();
        shape.step(p, shape.preActivation(p, h, x, at * shape.inputs()), h, c);
      }
    }
  }

  double at(double[] p) {
    double total = 0;
    for (int row = 0; row < shape.rows(); row++) {
      double[] h = new double[shape.hidden()];
      double[] c = new double[shape.hidden()];
      for (int t = 0; t < shape.steps(); t++) {
        int at = t * shape.rows() + row;
        mix(h, constantH[at], xi[t]);
        mix(c, constantC[at], eta[t]);
        shape.step(p, shape.preActivation(p, h, x, at * shape.inputs()), h, c);
        total += shape.crossEntropy(p, h, y[at]);
      }
    }
    return total / y.length;
  }

  private static void mix(double[] values, double[] constants, double weight) {
    for (int k = 0; k < values.length; k++) {
      values[k] = weight * values[k] + (1 - weight) * constants[k];
    }
  }

  /** Central differences. */
  double[] gradient(double[] p) {
    double[] gradient = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      double kept = p[i];
      p[i] = kept + 1e-6;
      double above = at(p);
      p[i] = kept - 1e-6;
      gradient[i] = (above - at(p)) / 2e-6;
      p[i] = kept;
    }
    return gradient;
  }
}
