package dev.eigenspark.nn;

import java.util.function.DoubleSupplier;

/**
 * The loss of a small network in plain double arithmetic, straight from the equations of the
 * papers: what the engine's gradients are checked against by finite differences. Parameters lie in
 * one vector in the order of the layers: V, U, b, per-unit vectors, W, b_o.
 */
record DoubleReference(
    String cell, int steps, int rows, int inputs, int hidden, int classes, boolean bias) {

  int gates() {
    return cell.equals("lstm") ? 4 : 1;
  }

  int parameterCount() {
    int width = gates() * hidden;
    int vectors = cell.equals("modrelu") ? hidden : 0;
    return (hidden + inputs + (bias ? 1 : 0)) * width + vectors + (hidden + 1) * classes;
  }

  /** Mean cross-entropy; x is [T][N][I], y is [T][N], or [N] for the last step alone. */
  double loss(double[] p, double[] x, int[] y) {
    return mean(p, x, y.length / rows, (h, label) -> crossEntropy(p, h, y[label]));
  }

  /** Mean squared error of the outputs; y is [T][N][O], or [N][O] for the last step alone. */
  double squaredError(double[] p, double[] x, double[] y) {
    int labelled = y.length / (rows * classes);
    return mean(p, x, labelled, (h, label) -> squaredError(p, h, y, label));
  }

  /** What a state costs that has the given label, counted over steps and then rows. */
  private interface StateLoss {
    double of(double[] h, int label);
  }

  private double mean(double[] p, double[] x, int labelled, StateLoss loss) {
    double total = 0;
    for (int row = 0; row < rows; row++) {
      double[] h = new double[hidden];
      double[] c = new double[hidden];
      for (int t = 0; t < steps; t++) {
        double[] z = preActivation(p, h, x, (t * rows + row) * inputs);
        step(p, z, h, c);
        int labelStep = t - (steps - labelled);
        if (labelStep >= 0) {
          total += loss.of(h, labelStep * rows + row);
        }
      }
    }
    return total / (labelled * rows);
  }

  double[] preActivation(double[] p, double[] h, double[] x, int xAt) {
    int width = gates() * hidden;
    double[] z = new double[width];
    for (int j = 0; j < width; j++) {
      for (int i = 0; i < hidden; i++) {
        z[j] += h[i] * p[i * width + j];
      }
      for (int i = 0; i < inputs; i++) {
        z[j] += x[xAt + i] * p[(hidden + i) * width + j];
      }
      if (bias) {
        z[j] += p[(hidden + inputs) * width + j];
      }
    }
    return z;
  }

  void step(double[] p, double[] z, double[] h, double[] c) {
    int vectorAt = (hidden + inputs + (bias ? 1 : 0)) * gates() * hidden;
    for (int k = 0; k < hidden; k++) {
      switch (cell) {
        case "tanh" -> h[k] = Math.tanh(z[k]);
        case "modrelu" -> h[k] = Math.signum(z[k]) * Math.max(Math.abs(z[k]) + p[vectorAt + k], 0);
        case "lstm" -> {
          double forget = sigmoid(z[hidden + k]);
          c[k] = forget * c[k] + sigmoid(z[k]) * Math.tanh(z[2 * hidden + k]);
          h[k] = sigmoid(z[3 * hidden + k]) * Math.tanh(c[k]);
        }
        default -> throw new IllegalArgumentException(cell);
      }
    }
  }

  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }

  double crossEntropy(double[] p, double[] h, int label) {
    double[] logit = outputs(p, h);
    double sum = 0;
    for (double value : logit) {
      sum += Math.exp(value);
    }
    return Math.log(sum) - logit[label];
  }

  private double squaredError(double[] p, double[] h, double[] y, int label) {
    double[] output = outputs(p, h);
    double sum = 0;
    for (int o = 0; o < classes; o++) {
      sum += Math.pow(output[o] - y[label * classes + o], 2);
    }
    return sum;
  }

  private double[] outputs(double[] p, double[] h) {
    int w = parameterCount() - (hidden + 1) * classes;
    double[] output = new double[classes];
    for (int o = 0; o < classes; o++) {
      output[o] = p[w + hidden * classes + o];
      for (int k = 0; k < hidden; k++) {
        output[o] += h[k] * p[w + k * classes + o];
      }
    }
    return output;
  }

  /** Central differences of {@link #loss}. */
  double[] gradient(double[] p, double[] x, int[] y) {
    return gradient(p, () -> loss(p, x, y));
  }

  /** Central differences of a loss that reads {@code p}. */
  static double[] gradient(double[] p, DoubleSupplier loss) {
    double[] gradient = new double[p.length];
    double step = 1e-6;
    for (int i = 0; i < p.length; i++) {
      double kept = p[i];
      p[i] = kept + step;
      double above = loss.getAsDouble();
      p[i] = kept - step;
      double below = loss.getAsDouble();
      p[i] = kept;
      gradient[i] = (above - below) / (2 * step);
    }
    return gradient;
  }
}
