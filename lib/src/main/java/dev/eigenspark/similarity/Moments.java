package dev.eigenspark.similarity;

import dev.eigenspark.Failure;
import dev.eigenspark.linalg.PackedSymmetric;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums over rows of stacked features from which linear CKA, its unbiased form and all that follows
 * from covariances are exact for any number of rows, without a second pass: the upper triangle of
 * the Gram matrix of {@code w = [x_1 - r_1 ; ... ; x_L - r_L ; a_1 ; ... ; a_L ; 1]}, a_l = |x_l -
 * r_l|^2, about a reference r. Its parts are the number of rows, the sums of x and a, the products
 * x x^T and a a^T, and sum a_l x. Size: (d + L + 1)^2 / 2 doubles for d features in L layers.
 *
 * <p>Why it is numerically safe: a task takes the mean of its first block of rows for r. Then |mean
 * - r|^2 times the rows of that block is at most the scatter of its rows, so no sum of squares is
 * larger than (1 + rows / block) times what is left when the mean is taken out: of the 16 digits,
 * 10^7 rows lose 4 at the very worst, and in general none. Chan's method, block by block, loses
 * none but passes over the matrix several times a block. Two tasks have different references, so
 * {@link #merge} is Chan's: both are moved to the common mean ({@link Recentring}), where what it
 * adds has one sign. The raw features need no common offset that would have to be known before.
 *
 * <p>Merging in a fixed order gives fixed bits; other orders and partitions agree to rounding.
 */
public final class Moments implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Layout layout;
  private final double[] reference;
  private final PackedSymmetric sums;
  private final TopRows[] top;

  Moments(Layout layout, double[] reference, PackedSymmetric sums, TopRows[] top) {
    this.layout = layout;
    this.reference = reference;
    this.sums = sums;
    this.top = top;
  }

  /** How the layers lie in a row. */
  public Layout layout() {
    return layout;
  }

  /** Number of rows. */
  public long rows() {
    return Math.round(sums.at(layout.one(), layout.one()));
  }

  /** The mean of every feature; zero when there are no rows. */
  public double[] mean() {
    double[] mean = reference.clone();
    long n = rows();
    if (n > 0) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += sums.at(i, layout.one()) / n;
      }
    }
    return mean;
  }

  /**
   * The moments of the rows of both.
   *
   * @throws IllegalArgumentException when their layers differ
   */
  public static Moments merge(Moments a, Moments b) {
    if (!a.layout.equals(b.layout) || a.top.length != b.top.length) {
      throw new IllegalArgumentException("moments of different layers cannot be merged");
    }
    TopRows[] top = new TopRows[a.top.length];
    Arrays.setAll(top, l -> TopRows.merge(a.top[l], b.top[l]));
    if (a.rows() == 0 || b.rows() == 0) {
      Moments one = a.rows() == 0 ? b : a;
      return new Moments(one.layout, one.reference, one.sums, top);
    }
    double[] mean = commonMean(a, b);
    PackedSymmetric sums = a.sumsAbout(mean);
    sums.add(b.sumsAbout(mean));
    return new Moments(a.layout, mean, sums, top);
  }

  /** The moments of the rows of all, at least one, merged as a binary tree in their order. */
  public static Moments merge(List<Moments> all) {
    List<Moments> level = all;
    while (level.size() > 1) {
      List<Moments> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        boolean paired = i + 1 < level.size();
        next.add(paired ? merge(level.get(i), level.get(i + 1)) : level.get(i));
      }
      level = next;
    }
    return level.get(0);
  }

  /**
   * The moments without the rows in which the features of one of {@code layers} are longest, for
   * each layer as many as the accumulator keeps. What these rows added is subtracted again, so
   * digits are lost where they are most of the sum. The result keeps no rows.
   *
   * @throws Failure of kind DATA when no other rows are left
   */
  public Moments withoutTop(int... layers) {
    Map<Long, float[]> removed = new LinkedHashMap<>();
    for (int layer : layers) {
      top[layer].rows().forEach(row -> removed.put(row.id(), row.features()));
    }
    if (removed.size() >= rows()) {
      throw Failure.data(
          "%d rows, of which the %d longest are to be left out; keep fewer"
              .formatted(rows(), removed.size()));
    }
    PackedSymmetric rest = sums.copy();
    double[] w = new double[layout.order()];
    for (float[] features : removed.values()) {
      for (int i = 0; i < features.length; i++) {
        w[i] = features[i] - reference[i];
      }
      layout.finish(w);
      rest.addOuter(-1, w);
    }
    return new Moments(layout, reference, rest, none(layout));
  }

  /** The sums about the mean, from which measures are read. */
  public CentredMoments centred() {
    return new CentredMoments(layout, rows(), sumsAboutMean());
  }

  /** Sums of the rows less {@code newReference}. */
  PackedSymmetric sumsAbout(double[] newReference) {
    double[] delta = new double[reference.length];
    Arrays.setAll(delta, i -> reference[i] - newReference[i]);
    return moved(delta);
  }

  // By the distance from the reference: far from zero the mean itself would be rounded more.
  PackedSymmetric sumsAboutMean() {
    double[] delta = new double[reference.length];
    double n = Math.max(1, rows());
    Arrays.setAll(delta, i -> -sums.at(i, layout.one()) / n);
    return moved(delta);
  }

  private PackedSymmetric moved(double[] delta) {
    PackedSymmetric moved = sums.copy();
    Recentring.move(layout, delta, moved);
    return moved;
  }

  static TopRows[] none(Layout layout) {
    TopRows[] none = new TopRows[layout.layers()];
    Arrays.setAll(none, l -> new TopRows(0));
    return none;
  }

  // Symmetric in both, so that merging is commutative to the bit.
  private static double[] commonMean(Moments a, Moments b) {
    double[] left = a.mean();
    double[] right = b.mean();
    double n = a.rows() + b.rows();
    double ofA = a.rows() / n;
    double ofB = b.rows() / n;
    Arrays.setAll(left, i -> ofA * left[i] + ofB * right[i]);
    return left;
  }
}
