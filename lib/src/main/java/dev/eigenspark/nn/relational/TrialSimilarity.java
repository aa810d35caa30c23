package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.relational.Similarity.Mask;
import dev.eigenspark.nn.relational.Similarity.Score;
import dev.eigenspark.nn.relational.Similarity.Sides;
import dev.eigenspark.nn.relational.Similarity.Weighting;

/**
 * The entries of A of one trial, see {@link Similarity}. Position t of the trial lies at {@code at
 * + t stride}. Way back, with G = dL/dA and dot products between unit vectors for the cosine:
 *
 * <pre>
 *   S = A (G - rowsum(G A))  elementwise, or S = G without softmax
 *   dL/dq = S k      dL/dk = S^T q      and where q = k, dL/dz = (S + S^T) z
 * </pre>
 */
final class TrialSimilarity {
  private static final double SMALLEST_NORM = 1e-8;

  private final Mask mask;
  private final boolean softmax;
  private final boolean cosine;
  private final int steps;
  private final int features;
  private final int width;
  private final int keys;
  private final double scale;

  TrialSimilarity(Similarity similarity, int steps, int features) {
    mask = similarity.mask();
    softmax = similarity.weighting() == Weighting.SOFTMAX;
    cosine = similarity.score() == Score.COSINE;
    this.steps = steps;
    this.features = features;
    width = similarity.sides() == Sides.ASYMMETRIC ? features / 2 : features;
    keys = features - width;
    scale = similarity.score() == Score.SCALED ? 1 / Math.sqrt(width) : 1;
  }

  /** Lengths of codes that are kept for a trial. */
  int norms() {
    return steps * (features / width);
  }

  /**
   * The entries.
   *
   * @param z codes; become unit vectors for the cosine
   * @param norms receives their lengths from {@code normsAt} on, for the cosine
   * @param a receives the entries from {@code aAt} on
   */
  void forward(double[] z, int at, int stride, double[] norms, int normsAt, double[] a, int aAt) {
    if (cosine) {
      makeUnit(z, at, stride, norms, normsAt);
    }
    int entry = aAt;
    for (int i = 0; i < steps; i++) {
      int columns = mask.columns(i, steps);
      for (int j = 0; j < columns; j++) {
        a[entry + j] = scale * dot(z, at + i * stride, at + j * stride + keys);
      }
      if (softmax && columns > 0) {
        softmax(a, entry, columns);
      }
      entry += columns;
    }
  }

  private void makeUnit(double[] z, int at, int stride, double[] norms, int normsAt) {
    int next = normsAt;
    for (int t = 0; t < steps; t++) {
      for (int from = at + t * stride; from < at + t * stride + features; from += width) {
        double norm = Math.max(Math.sqrt(dot(z, from, from)), SMALLEST_NORM);
        norms[next++] = norm;
        for (int k = from; k < from + width; k++) {
          z[k] /= norm;
        }
      }
    }
  }

  // Four sums, whose additions need not wait for each other.
  private double dot(double[] z, int i, int j) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < width; k += 4) {
      s0 += z[i + k] * z[j + k];
      s1 += z[i + k + 1] * z[j + k + 1];
      s2 += z[i + k + 2] * z[j + k + 2];
      s3 += z[i + k + 3] * z[j + k + 3];
    }
    for (; k < width; k++) {
      s0 += z[i + k] * z[j + k];
    }
    return s0 + s1 + (s2 + s3);
  }

  /** Turns a row of scores into its softmax. */
  static void softmax(double[] a, int from, int columns) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = from; j < from + columns; j++) {
      largest = Math.max(largest, a[j]);
    }
    double sum = 0;
    for (int j = from; j < from + columns; j++) {
      a[j] = Math.exp(a[j] - largest);
      sum += a[j];
    }
    for (int j = from; j < from + columns; j++) {
      a[j] /= sum;
    }
  }

  /**
   * The gradient of the codes.
   *
   * @param g dL/dA of the entries, becomes S
   * @param z as {@link #forward} left it
   * @param dz what the gradient is added to, where z lies
   */
  void backward(
      double[] g,
      double[] a,
      int aAt,
      double[] z,
      int at,
      int stride,
      double[] norms,
      int normsAt,
      double[] dz) {
    int entry = aAt;
    for (int i = 0; i < steps; i++) {
      int columns = mask.columns(i, steps);
      if (softmax) {
        throughSoftmax(g, a, entry, columns);
      }
      for (int j = 0; j < columns; j++) {
        int q = at + i * stride;
        int k = at + j * stride + keys;
        add(dz, q, z, k, scale * g[entry + j]);
        add(dz, k, z, q, scale * g[entry + j]);
      }
      entry += columns;
    }
    if (cosine) {
      throughUnit(dz, z, at, stride, norms, normsAt);
    }
  }

  /** Turns the gradient of a softmax into that of its scores. */
  static void throughSoftmax(double[] g, double[] a, int from, int columns) {
    double mean = 0;
    for (int j = from; j < from + columns; j++) {
      mean += g[j] * a[j];
    }
    for (int j = from; j < from + columns; j++) {
      g[j] = a[j] * (g[j] - mean);
    }
  }

  private void add(double[] sum, int to, double[] z, int from, double factor) {
    for (int k = 0; k < width; k++) {
      sum[to + k] += factor * z[from + k];
    }
  }

  /** From the gradient of unit vectors to that of the codes. */
  private void throughUnit(
      double[] dz, double[] z, int at, int stride, double[] norms, int normsAt) {
    int next = normsAt;
    for (int t = 0; t < steps; t++) {
      for (int from = at + t * stride; from < at + t * stride + features; from += width) {
        double norm = norms[next++];
        double along = 0;
        for (int k = from; k < from + width; k++) {
          along += norm > SMALLEST_NORM ? dz[k] * z[k] : 0;
        }
        for (int k = from; k < from + width; k++) {
          dz[k] = (dz[k] - along * z[k]) / norm;
        }
      }
    }
  }
}
