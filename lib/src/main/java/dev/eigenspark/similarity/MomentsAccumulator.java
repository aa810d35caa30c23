package dev.eigenspark.similarity;

import dev.eigenspark.Failure;
import dev.eigenspark.linalg.GramSum;
import java.util.Arrays;

/**
 * Adds rows of features to {@link Moments}, in one thread and in memory that does not grow: rows
 * gather in a block, which is turned to double, shifted, and multiplied by its transpose. How rows
 * are cut into calls changes nothing.
 */
public final class MomentsAccumulator {
  /** Rows of a block: few enough for the caches, many enough for the product to be fast. */
  static final int BLOCK = 512;

  private final Layout layout;
  private final int kept;
  private final float[] staged;
  private final long[] ids = new long[BLOCK];
  private final double[] w;
  private final GramSum gram;
  private final TopRows[] top;
  private double[] reference;
  private int count;

  /**
   * Moments of no rows yet.
   *
   * @param kept how many of the longest rows are kept for each layer, at least 0
   */
  public MomentsAccumulator(Layout layout, int kept) {
    if (kept < 0) {
      throw new IllegalArgumentException("kept = " + kept + " must be at least 0");
    }
    this.layout = layout;
    this.kept = kept;
    staged = new float[Math.multiplyExact(BLOCK, layout.columns())];
    w = new double[layout.order()];
    gram = new GramSum(BLOCK, layout.order());
    top = new TopRows[layout.layers()];
    Arrays.setAll(top, l -> new TopRows(kept));
  }

  /**
   * Adds the first {@code rows} rows of an array, one after the other.
   *
   * @param features row-major, {@code layout.columns()} features in each row
   * @param firstId number of the first row among the rows of all tasks; the others follow
   * @throws Failure of kind DIVERGED when a feature is not finite
   */
  public void add(float[] features, int rows, long firstId) {
    int d = layout.columns();
    int done = 0;
    while (done < rows) {
      int n = Math.min(rows - done, BLOCK - count);
      System.arraycopy(features, done * d, staged, count * d, n * d);
      for (int i = 0; i < n; i++) {
        ids[count + i] = firstId + done + i;
      }
      count += n;
      done += n;
      if (count == BLOCK) {
        flush();
      }
    }
  }

  /** The moments of all rows so far. */
  public Moments moments() {
    flush();
    double[] about = reference == null ? new double[layout.columns()] : reference;
    TopRows[] longest = new TopRows[top.length];
    Arrays.setAll(longest, l -> TopRows.merge(top[l], new TopRows(kept)));
    return new Moments(layout, about, gram.total(), longest);
  }

  private void flush() {
    if (count == 0) {
      return;
    }
    if (reference == null) {
      reference = meanOfStaged();
    }
    int d = layout.columns();
    for (int i = 0; i < count; i++) {
      int at = i * d;
      for (int j = 0; j < d; j++) {
        w[j] = staged[at + j] - reference[j];
      }
      layout.finish(w);
      requireFinite(i);
      gram.set(i, w);
      if (kept > 0) {
        offer(i);
      }
    }
    gram.add(count);
    count = 0;
  }

  private double[] meanOfStaged() {
    int d = layout.columns();
    double[] mean = new double[d];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < d; j++) {
        mean[j] += staged[i * d + j];
      }
    }
    for (int j = 0; j < d; j++) {
      mean[j] /= count;
    }
    return mean;
  }

  private void offer(int row) {
    int d = layout.columns();
    for (int l = 0; l < top.length; l++) {
      int from = row * d + layout.start(l);
      double square = 0;
      for (int j = from; j < from + layout.width(l); j++) {
        square += (double) staged[j] * staged[j];
      }
      top[l].offer(square, ids[row], staged, row * d, d);
    }
  }

  // A sum of squares is finite only if all it sums is; so one look a layer finds every bad feature.
  private void requireFinite(int row) {
    for (int l = 0; l < layout.layers(); l++) {
      if (!Double.isFinite(w[layout.norm(l)])) {
        throw notFinite(row);
      }
    }
  }

  // In the first block one bad feature spoils the reference of all rows: which was it?
  private Failure notFinite(int row) {
    int d = layout.columns();
    for (int k = 0; k < count * d; k++) {
      if (!Float.isFinite(staged[k])) {
        return Failure.diverged(
            "row %d: feature %d is %s; every feature must be finite"
                .formatted(ids[k / d], k % d, staged[k]));
      }
    }
    return Failure.diverged("row %d: its features overflow".formatted(ids[row]));
  }
}
