package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.relational.BindingMemory.Confidence;
import dev.eigenspark.nn.relational.BindingMemory.Reads;
import dev.eigenspark.nn.relational.Operator.Extent;
import dev.eigenspark.nn.relational.Similarity.Sides;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    int found = settings.foundWidth();
    int width = settings.readWidth(new Extent(features, steps));
    int keysAt = 4 * units * (units + width + 1);
    int gateAt = keysAt + (units + 1) * keys;
    int matchAt = gateAt + units + 1;
    boolean confident = settings.confidence() == Confidence.LEARNED;
    List<double[]> memory = new ArrayList<>();
    List<double[]> codes = new ArrayList<>();
    if (settings.confidence() == Confidence.DEFAULT_ROW) {
      memory.add(Arrays.copyOfRange(p, matchAt, matchAt + keys));
      codes.add(Arrays.copyOfRange(p, matchAt + keys, p.length));
    }
    double[] read = new double[width];
    double[] h = new double[units];
    double[] c = new double[units];
    for (int t = 0; t < steps; t++) {
      h = step(p, read, h, c);
      double[] key = new double[keys];
      for (int k = 0; k < keys; k++) {
        key[k] = Math.max(0, affine(p, keysAt, keys, k, h));
      }
      double g = Plain.sigmoid(affine(p, gateAt, 1, 0, h));
      read = new double[width];
      double[] code = Arrays.copyOfRange(z, t * features, (t + 1) * features);
      boolean two = settings.sides() == Sides.ASYMMETRIC;
      double[] asked = two ? Arrays.copyOf(code, features / 2) : code;
      double[] written = two ? Arrays.copyOfRange(code, features / 2, features) : code;
      double[] w = weights(codes, asked);
      for (int i = 0; i < w.length; i++) {
        for (int k = 0; k < keys; k++) {
          read[k] += g * w[i] * memory.get(i)[k];
        }
        if (confident) {
          double score = Differences.dot(codes.get(i), asked);
          read[keys] += g * w[i] * Plain.sigmoid(p[matchAt] * score + p[matchAt + 1]);
        }
      }
      if (settings.reads() == Reads.KEYS_AND_OBJECTS) {
        System.arraycopy(code, 0, read, found, features);
      }
      memory.add(key);
      codes.add(written);
    }
    return step(p, read, h, c);
  }

  /** What a code finds among the codes of the memory. */
  static double[] weights(List<double[]> memory, double[] code) {
    double[] w = memory.stream().mapToDouble(m -> Math.exp(Differences.dot(m, code))).toArray();
    double sum = Arrays.stream(w).sum();
    return Arrays.stream(w).map(v -> v / sum).toArray();
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
      c[u] = Plain.sigmoid(z[units + u]) * c[u] + Plain.sigmoid(z[u]) * candidate;
      next[u] = Plain.sigmoid(z[3 * units + u]) * Math.tanh(c[u]);
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
}
