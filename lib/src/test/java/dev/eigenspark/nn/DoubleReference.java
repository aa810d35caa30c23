package dev.eigenspark.nn;

import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * The loss of a small network in plain double arithmetic, straight from the equations of the
 * papers: what the engine's gradients are checked against by finite differences. Parameters lie in
 * one vector in the order of the layers: V, U, b, per-unit vectors, W, b_o. V, U and b hold the
 * blocks of z that read h, x or 1, side by side.
 */
record DoubleReference(
    String cell, int steps, int rows, int inputs, int hidden, int classes, boolean bias) {

  /** What each block of z is a sum over. */
  private String[] blocks() {
    return switch (cell) {
      case "lstm" -> new String[] {"hx1", "hx1", "hx1", "hx1"};
      case "gru" -> new String[] {"hx1", "hx1", "h1", "x1"};
      case "goru" -> new String[] {"hx1", "hx1", "h", "x"};
      default -> new String[] {"hx1"};
    };
  }

  private int blocksOf(char operand) {
    return (int) Stream.of(blocks()).filter(block -> block.indexOf(operand) >= 0).count();
  }

  /** Matrices of V. */
  int hiddenBlocks() {
    return blocksOf('h');
  }

  /** Numbers in V, U and b. */
  private int matrixCount() {
    int rows = hidden * hiddenBlocks() + inputs * blocksOf('x') + (bias ? blocksOf('1') : 0);
    return rows * hidden;
  }

  int parameterCount() {
    int vectors = cell.equals("modrelu") || cell.equals("goru") ? hidden : 0;
    return matrixCount() + vectors + (hidden + 1) * classes;
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
    double[] z = new double[blocks().length * hidden];
    int at = 0;
    for (double value : h) {
      at = add(z, value, 'h', p, at);
    }
    for (int i = 0; i < inputs; i++) {
      at = add(z, x[xAt + i], 'x', p, at);
    }
    if (bias) {
      add(z, 1, '1', p, at);
    }
    return z;
  }

  /** Adds one row of V, U or b, which begins at {@code p[at]}; returns where the next begins. */
  private int add(double[] z, double value, char operand, double[] p, int at) {
    int next = at;
    for (int block = 0; block < blocks().length; block++) {
      if (blocks()[block].indexOf(operand) >= 0) {
        for (int k = 0; k < hidden; k++) {
          z[block * hidden + k] += value * p[next++];
        }
      }
    }
    return next;
  }

  void step(double[] p, double[] z, double[] h, double[] c) {
    int vectorAt = matrixCount();
    for (int k = 0; k < hidden; k++) {
      switch (cell) {
        case "tanh" -> h[k] = Math.tanh(z[k]);
        case "modrelu" -> h[k] = modRelu(z[k], p[vectorAt + k]);
        case "lstm" -> {
          double forget = sigmoid(z[hidden + k]);
          c[k] = forget * c[k] + sigmoid(z[k]) * Math.tanh(z[2 * hidden + k]);
          h[k] = sigmoid(z[3 * hidden + k]) * Math.tanh(c[k]);
        }
        case "gru", "goru" -> {
          double update = sigmoid(z[hidden + k]);
          double sum = sigmoid(z[k]) * z[2 * hidden + k] + z[3 * hidden + k];
          double candidate = cell.equals("gru") ? Math.tanh(sum) : modRelu(sum, p[vectorAt + k]);
          h[k] = update * h[k] + (1 - update) * candidate;
        }
        default -> throw new IllegalArgumentException(cell);
      }
    }
  }

  private static double modRelu(double v, double b) {
    return Math.signum(v) * Math.max(Math.abs(v) + b, 0);
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
