package dev.eigenspark.nn.tape;

import java.util.Arrays;

/**
 * Layer normalisation of each row (Ba, Kiros, Hinton 2016):
 *
 * <pre>
 *   u = (x - mean x) / sqrt(mean (x - mean x)^2 + 1e-5)      y = gamma u + beta
 *   dx = (H - mean H - u mean(H u)) / sigma,   H = gamma dy
 * </pre>
 */
final class LayerNorm implements Op {
  private static final double EPSILON = 1e-5;

  private final Gain gain;
  private final Tensor x;
  private final Tensor y;
  private final double[] dGamma;
  private final double[] dBeta;
  private float[] u = {};
  private double[] inverse = {};

  LayerNorm(Gain gain, Tensor x) {
    this.gain = gain;
    this.x = x;
    y = new Tensor(x.rows(), x.columns());
    dGamma = new double[x.columns()];
    dBeta = new double[x.columns()];
    gain.addUse(this);
  }

  @Override
  public Tensor y() {
    return y;
  }

  double[] dGamma() {
    return dGamma;
  }

  double[] dBeta() {
    return dBeta;
  }

  @Override
  public void forward(int trials) {
    int items = trials * x.rows();
    int width = x.columns();
    // As if there had been no batch: an empty one leaves no sums of the one before.
    Arrays.fill(dGamma, 0);
    Arrays.fill(dBeta, 0);
    if (inverse.length < items) {
      inverse = new double[items];
      u = new float[items * width];
    }
    for (int item = 0; item < items; item++) {
      int at = item * width;
      double mean = 0;
      for (int k = at; k < at + width; k++) {
        mean += x.value()[k];
      }
      mean /= width;
      double squares = 0;
      for (int k = at; k < at + width; k++) {
        squares += (x.value()[k] - mean) * (x.value()[k] - mean);
      }
      inverse[item] = 1 / Math.sqrt(squares / width + EPSILON);
      for (int k = 0; k < width; k++) {
        u[at + k] = (float) ((x.value()[at + k] - mean) * inverse[item]);
        y.value()[at + k] = gain.gamma()[k] * u[at + k] + gain.beta()[k];
      }
    }
  }

  @Override
  public void backward(int trials) {
    int width = x.columns();
    float[] dy = y.gradient();
    for (int item = 0; item < trials * x.rows(); item++) {
      int at = item * width;
      double mean = 0;
      double along = 0;
      for (int k = 0; k < width; k++) {
        dBeta[k] += dy[at + k];
        dGamma[k] += dy[at + k] * u[at + k];
        double h = gain.gamma()[k] * dy[at + k];
        mean += h;
        along += h * u[at + k];
      }
      mean /= width;
      along /= width;
      for (int k = 0; k < width; k++) {
        double h = gain.gamma()[k] * dy[at + k];
        x.gradient()[at + k] += (float) (inverse[item] * (h - mean - u[at + k] * along));
      }
    }
  }
}
