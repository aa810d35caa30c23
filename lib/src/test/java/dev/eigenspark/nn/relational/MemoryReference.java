package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.relational.BindingMemory.Confidence;
import java.util.Arrays;

/**
 * A {@link BindingMemory} on one trial in plain double arithmetic, step by step with a memory that
 * grows, straight from its equations.
 */
record MemoryReference(BindingMemory settings, int features) {

  /** h_{T+1}. */
  double[] answer(double[] p, double[] z) {
    int steps = z.length / features;
    int units = settings.hidden();
    int keys = settings.keys();
    int width = settings.readWidth();
    int keysAt = 4 * units * (units + width + 1);
    int gateAt = keysAt + (units + 1) * keys;
    boolean confident = settings.confidence() == Confidence.LEARNED;
    double[][] memory = new double[steps][];
    double[] read = new double[width];
    double[] h = new double[units];
    double[] c = new double[units];
    for (int t = 0; t < steps; t++) {
      h = step(p, read, h, c);
      memory[t] = new double[keys];
      for (int k = 0; k < keys; k++) {
        memory[t][k] = Math.max(0, affine(p, keysAt, keys, k, h));
      }
      double g = sigmoid(affine(p, gateAt, 1, 0, h));
      read = new double[width];
      double[] written = Arrays.copyOf(z, t * features);
      double[] code = Arrays.copyOfRange(z, t * features, (t + 1) * features);
      double[] w = weights(written, code);
      for (int i = 0; i < t; i++) {
        for (int k = 0; k < keys; k++) {
          read[k] += g * w[i] * memory[i][k];
        }
        if (confident) {
          double gain = p[p.length - 2];
          double shift = p[p.length - 1];
          read[keys] += g * w[i] * sigmoid(gain * score(written, code, i) + shift);
        }
      }
    }
    return step(p, read, h, c);
  }

  /** What a code finds among the codes of the memory. */
  double[] weights(double[] memory, double[] code) {
    int n = memory.length / features;
    double[] w = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      w[i] = Math.exp(score(memory, code, i));
      sum += w[i];
    }
    for (int i = 0; i < n; i++) {
      w[i] /= sum;
    }
    return w;
  }

  private double score(double[] memory, double[] code, int i) {
    double sum = 0;
    for (int k = 0; k < features; k++) {
      sum += memory[i * features + k] * code[k];
    }
    return sum;
  }

  /** One step of the LSTM, with its state in place. */
  private double[] step(double[] p, double[] x, double[] h, double[] c) {
    int units = h.length;
    int width = 4 * units;
    double[] z = new double[width];
    for (int o = 0; o < width; o++) {
      z[o] = p[(units + x.length) * width + o];
      for (int i = 0; i < units; i++) {
        z[o] += h[i] * p[i * width + o];
      }
      for (int i = 0; i < x.length; i++) {
        z[o] += x[i] * p[(units + i) * width + o];
      }
    }
    double[] next = new double[units];
    for (int u = 0; u < units; u++) {
      double candidate = Math.tanh(z[2 * units + u]);
      c[u] = sigmoid(z[units + u]) * c[u] + sigmoid(z[u]) * candidate;
      next[u] = sigmoid(z[3 * units + u]) * Math.tanh(c[u]);
    }
    return next;
  }

  private static double affine(double[] p, int at, int outputs, int o, double[] x) {
    double y = p[at + x.length * outputs + o];
    for (int i = 0; i < x.length; i++) {
      y += x[i] * p[at + i * outputs + o];
    }
    return y;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
