package dev.eigenspark.nn;

/**
 * Forward-mode derivatives of {@link DoubleReference}'s LSTM along one recurrent parameter w, with
 * weights on the recurrent edges: {@code z_t = (A_t + xi_t B_t) z_{t-1}} for {@code z_t = [dc_t/dw;
 * dh_t/dw; 1]} (Arpit et al., h-detach, ICLR 2019). A_t carries dc_{t-1} through the forget gate
 * and takes up what w does in step t itself; B_t carries dh_{t-1} through the recurrent matrices.
 */
final class TangentLstm {
  private final DoubleReference shape;
  private final double[] p;
  private final double[] x;
  private final int[] y;
  private final double[] xi;
  private final double[] eta;

  TangentLstm(DoubleReference shape, double[] p, double[] x, int[] y, double[] xi, double[] eta) {
    this.shape = shape;
    this.p = p;
    this.x = x;
    this.y = y;
    this.xi = xi;
    this.eta = eta;
  }

  /** The derivative of the mean loss along parameter {@code w}. */
  double along(int w) {
    double total = 0;
    for (int row = 0; row < shape.rows(); row++) {
      int n = shape.hidden();
      double[] h = new double[n];
      double[] c = new double[n];
      double[] dh = new double[n];
      double[] dc = new double[n];
      for (int t = 0; t < shape.steps(); t++) {
        int at = t * shape.rows() + row;
        double[] z = shape.preActivation(p, h, x, at * shape.inputs());
        double[] dz = kappa(w, h, at);
        for (int j = 0; j < dz.length; j++) {
          for (int i = 0; i < n; i++) {
            dz[j] += xi[t] * dh[i] * p[i * dz.length + j];
          }
        }
        step(z, dz, c, dc, dh, eta[t]);
        shape.step(p, z, h, c);
        total += crossEntropyAlong(h, dh, y[at]);
      }
    }
    return total / y.length;
  }

  /** What w does to the pre-activations of one step, with h_{t-1} held fixed. */
  private double[] kappa(int w, double[] h, int at) {
    double[] dz = new double[4 * shape.hidden()];
    int source = w / dz.length;
    int inputs = shape.inputs();
    if (source < shape.hidden()) {
      dz[w % dz.length] = h[source];
    } else if (source < shape.hidden() + inputs) {
      dz[w % dz.length] = x[at * inputs + source - shape.hidden()];
    } else {
      dz[w % dz.length] = 1;
    }
    return dz;
  }

  /** Moves dc and dh on; c is still that of the step before. */
  private void step(double[] z, double[] dz, double[] c, double[] dc, double[] dh, double keep) {
    int n = shape.hidden();
    for (int k = 0; k < n; k++) {
      double i = sigmoid(z[k]);
      double f = sigmoid(z[n + k]);
      double g = Math.tanh(z[2 * n + k]);
      double o = sigmoid(z[3 * n + k]);
      double tanh = Math.tanh(f * c[k] + i * g);
      dc[k] =
          keep * f * dc[k]
              + c[k] * f * (1 - f) * dz[n + k]
              + g * i * (1 - i) * dz[k]
              + i * (1 - g * g) * dz[2 * n + k];
      dh[k] = tanh * o * (1 - o) * dz[3 * n + k] + o * (1 - tanh * tanh) * dc[k];
    }
  }

  private double crossEntropyAlong(double[] h, double[] dh, int label) {
    int classes = shape.classes();
    int w = p.length - (shape.hidden() + 1) * classes;
    double[] logit = new double[classes];
    double[] dLogit = new double[classes];
    double sum = 0;
    for (int o = 0; o < classes; o++) {
      logit[o] = p[w + shape.hidden() * classes + o];
      for (int k = 0; k < shape.hidden(); k++) {
        logit[o] += h[k] * p[w + k * classes + o];
        dLogit[o] += dh[k] * p[w + k * classes + o];
      }
      sum += Math.exp(logit[o]);
    }
    double along = -dLogit[label];
    for (int o = 0; o < classes; o++) {
      along += Math.exp(logit[o]) / sum * dLogit[o];
    }
    return along;
  }

  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }
}
