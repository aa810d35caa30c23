package dev.eigenspark.similarity;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How the features of several layers are stacked in a row: {@code [x_1 ; ... ; x_L]}. Sums over
 * rows are taken of the longer {@code w = [x_1 ; ... ; x_L ; a_1 ; ... ; a_L ; 1]}, where a_l =
 * |x_l|^2, so that one Gram matrix holds all of them, see {@link Moments}.
 */
public final class Layout implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] starts;

  /** Layers of these widths, at least one, each of at least one feature. */
  public Layout(int... widths) {
    if (widths.length == 0) {
      throw new IllegalArgumentException("no layers; give at least one width");
    }
    starts = new int[widths.length + 1];
    for (int l = 0; l < widths.length; l++) {
      if (widths[l] < 1) {
        throw new IllegalArgumentException("layer " + l + " has " + widths[l] + " features");
      }
      starts[l + 1] = Math.addExact(starts[l], widths[l]);
    }
  }

  /** Number of layers, L. */
  public int layers() {
    return starts.length - 1;
  }

  /** Features of a layer. */
  public int width(int layer) {
    return starts[layer + 1] - starts[layer];
  }

  /** Where a layer's features begin in a row. */
  public int start(int layer) {
    return starts[layer];
  }

  /** Features of all layers: the length of a row. */
  public int columns() {
    return starts[layers()];
  }

  /** Place of |x_l|^2 in w. */
  int norm(int layer) {
    return columns() + layer;
  }

  /** Place of the 1 in w. */
  int one() {
    return columns() + layers();
  }

  /** Length of w. */
  int order() {
    return one() + 1;
  }

  /** Completes a w whose features are there. */
  void finish(double[] w) {
    for (int l = 0; l < layers(); l++) {
      w[norm(l)] = squares(w, starts[l], starts[l + 1]);
    }
    w[one()] = 1;
  }

  // Four sums, because one would wait for each addition before the next.
  private static double squares(double[] w, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      s0 += w[i] * w[i];
      s1 += w[i + 1] * w[i + 1];
      s2 += w[i + 2] * w[i + 2];
      s3 += w[i + 3] * w[i + 3];
    }
    for (; i < to; i++) {
      s0 += w[i] * w[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Layout layout && Arrays.equals(starts, layout.starts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(starts);
  }
}
