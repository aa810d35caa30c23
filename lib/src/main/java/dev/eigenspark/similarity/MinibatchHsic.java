package dev.eigenspark.similarity;

import java.io.Serializable;

/**
 * Minibatch CKA (Nguyen, Raghu, Kornblith, Do wide and deep networks learn the same things?, ICLR
 * 2021): HSIC_1 is averaged over batches, numerator and denominators apart, and the ratio taken
 * once. It depends on how rows are batched, but not on the order of the batches. Batches of fewer
 * than 4 rows, for which there is no HSIC_1, are left out.
 */
public final class MinibatchHsic implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[][] sums;
  private long batches;

  /** No batches yet, of this many layers. */
  public MinibatchHsic(int layers) {
    sums = new double[layers][layers];
  }

  /** Adds one batch. */
  public void add(Moments batch) {
    if (batch.rows() < 4) {
      return;
    }
    CentredMoments centred = batch.centred();
    for (int x = 0; x < sums.length; x++) {
      for (int y = x; y < sums.length; y++) {
        sums[x][y] += centred.hsic1(x, y);
      }
    }
    batches++;
  }

  /** Adds the batches of another. */
  public void add(MinibatchHsic other) {
    for (int x = 0; x < sums.length; x++) {
      for (int y = x; y < sums.length; y++) {
        sums[x][y] += other.sums[x][y];
      }
    }
    batches += other.batches;
  }

  /** Batches that count. */
  public long batches() {
    return batches;
  }

  /** The mean HSIC_1 of two layers. */
  public double hsic1(int x, int y) {
    return sums[Math.min(x, y)][Math.max(x, y)] / batches;
  }

  /** Minibatch CKA of two layers; NaN where a denominator is not positive. */
  public double cka(int x, int y) {
    double xx = hsic1(x, x);
    double yy = hsic1(y, y);
    return xx > 0 && yy > 0 ? hsic1(x, y) / Math.sqrt(xx * yy) : Double.NaN;
  }
}
