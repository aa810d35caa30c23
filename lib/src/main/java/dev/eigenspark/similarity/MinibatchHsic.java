package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;
import java.util.List;

/**
 * Minibatch CKA (Nguyen, Raghu, Kornblith, Do wide and deep networks learn the same things?, ICLR
 * 2021): HSIC_1 is averaged over batches, numerator and denominators apart, and the ratio taken
 * once. It depends on how rows are batched, but not on the order of the batches. Batches of fewer
 * than 4 rows, for which there is no HSIC_1, are left out.
 */
final class MinibatchHsic {
  private final double[][] sums;
  private long batches;

  /** No batches yet, of this many layers. */
  MinibatchHsic(int layers) {
    sums = new double[layers][layers];
  }

  /**
   * Adds one batch.
   *
   * @param kernels that of each layer, n x n
   */
  void add(List<Matrix> kernels) {
    if (kernels.get(0).rows() < 4) {
      return;
    }
    for (int x = 0; x < sums.length; x++) {
      for (int y = x; y < sums.length; y++) {
        sums[x][y] += KernelHsic.unbiased(kernels.get(x), kernels.get(y));
      }
    }
    batches++;
  }

  /** Batches that count. */
  long batches() {
    return batches;
  }

  /** The mean HSIC_1 of two layers. */
  double hsic1(int x, int y) {
    return sums[Math.min(x, y)][Math.max(x, y)] / batches;
  }

  /** Minibatch CKA of two layers; NaN where a denominator is not positive. */
  double cka(int x, int y) {
    double xx = hsic1(x, x);
    double yy = hsic1(y, y);
    return xx > 0 && yy > 0 ? hsic1(x, y) / Math.sqrt(xx * yy) : Double.NaN;
  }
}
