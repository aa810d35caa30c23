package dev.eigenspark.similarity;

import dev.eigenspark.linalg.PackedSymmetric;

/**
 * Moves the reference of the sums of {@link Moments}. With x' = x + delta the row w goes to T w,
 *
 * <pre>
 * x'_l = x_l + delta_l
 * a'_l = a_l + t_l,   t_l = 2 delta_l . x_l + |delta_l|^2
 * </pre>
 *
 * so the Gram matrix M of the rows goes to T M T^T: no row is read again. First the a_l are moved,
 * by r_l[k] = sum t_l w_k, then the x_l.
 */
final class Recentring {
  private final Layout layout;
  private final double[] delta;
  private final PackedSymmetric sums;

  private Recentring(Layout layout, double[] delta, PackedSymmetric sums) {
    this.layout = layout;
    this.delta = delta;
    this.sums = sums;
  }

  /** Turns the sums of rows into those of the same rows with {@code delta} added. */
  static void move(Layout layout, double[] delta, PackedSymmetric sums) {
    Recentring recentring = new Recentring(layout, delta, sums);
    recentring.moveNorms();
    recentring.moveFeatures();
  }

  private void moveNorms() {
    double[][] r = new double[layout.layers()][];
    for (int l = 0; l < r.length; l++) {
      r[l] = products(l);
    }
    int one = layout.one();
    double[] m = sums.values();
    for (int l = 0; l < r.length; l++) {
      int norm = layout.norm(l);
      for (int k = 0; k < layout.columns(); k++) {
        m[sums.row(k) + norm] += r[l][k];
      }
      m[sums.row(norm) + one] += r[l][one];
      for (int other = l; other < r.length; other++) {
        int at = layout.norm(other);
        m[sums.row(norm) + at] += r[l][at] + r[other][norm] + weighted(other, r[l]);
      }
    }
  }

  /** sum t_l w_k for every k. */
  private double[] products(int layer) {
    double[] out = new double[layout.order()];
    double[] m = sums.values();
    int from = layout.start(layer);
    int to = from + layout.width(layer);
    for (int j = 0; j < to; j++) {
      int at = sums.row(j);
      if (j >= from) {
        double factor = 2 * delta[j];
        for (int k = j; k < out.length; k++) {
          out[k] += factor * m[at + k];
        }
      }
      // What lies left of the diagonal is read from the columns of the triangle.
      double left = 0;
      for (int k = Math.max(from, j + 1); k < to; k++) {
        left += 2 * delta[k] * m[at + k];
      }
      out[j] += left;
    }
    double square = square(layer);
    for (int k = 0; k < out.length; k++) {
      out[k] += square * sums.at(k, layout.one());
    }
    return out;
  }

  /** sum t_l v for the vector of sums with w that belongs to v. */
  private double weighted(int layer, double[] products) {
    double sum = square(layer) * products[layout.one()];
    int from = layout.start(layer);
    for (int j = from; j < from + layout.width(layer); j++) {
      sum += 2 * delta[j] * products[j];
    }
    return sum;
  }

  private double square(int layer) {
    double sum = 0;
    int from = layout.start(layer);
    for (int j = from; j < from + layout.width(layer); j++) {
      sum += delta[j] * delta[j];
    }
    return sum;
  }

  private void moveFeatures() {
    int d = layout.columns();
    int one = layout.one();
    double[] m = sums.values();
    double n = m[sums.row(one) + one];
    double[] s = new double[d];
    for (int i = 0; i < d; i++) {
      s[i] = m[sums.row(i) + one];
    }
    for (int i = 0; i < d; i++) {
      int at = sums.row(i);
      double moved = s[i] + n * delta[i];
      for (int j = i; j < d; j++) {
        m[at + j] += delta[i] * s[j] + moved * delta[j];
      }
      for (int l = 0; l < layout.layers(); l++) {
        m[at + layout.norm(l)] += delta[i] * m[sums.row(layout.norm(l)) + one];
      }
      m[at + one] = moved;
    }
  }
}
