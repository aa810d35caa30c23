package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.PackedSymmetric;

/**
 * {@link Moments} about their mean, and the Hilbert-Schmidt independence criterion of pairs of
 * layers under linear kernels. With C = Xc^T Yc, a_i = |x_i|^2, b_i = |y_i|^2 of centred rows and S
 * for sums over rows:
 *
 * <pre>
 * HSIC_0 = |C|_F^2 / (n-1)^2
 * HSIC_1 = [|C|_F^2 - n/(n-2) S_ab + S_a S_b / ((n-1)(n-2))] / (n (n-3))
 * </pre>
 *
 * HSIC_1 is unbiased (Song et al., Feature selection via dependence maximization, JMLR 2012;
 * Nguyen, Raghu, Kornblith, ICLR 2021, equation 3), and here exact over all rows.
 */
public final class CentredMoments {
  private final Layout layout;
  private final long rows;
  private final PackedSymmetric sums;

  CentredMoments(Layout layout, long rows, PackedSymmetric sums) {
    this.layout = layout;
    this.rows = rows;
    this.sums = sums;
  }

  /** How the layers lie in a row. */
  public Layout layout() {
    return layout;
  }

  /** Number of rows, n. */
  public long rows() {
    return rows;
  }

  /** Xc^T Yc of two layers: sums over rows, not divided by n. */
  public Matrix cross(int x, int y) {
    return sums.block(layout.start(x), layout.width(x), layout.start(y), layout.width(y));
  }

  /** |Xc|_F^2, the sum of all variances times n. */
  public double trace(int layer) {
    return sums.at(layout.norm(layer), layout.one());
  }

  /** The biased criterion, with the factor 1/(n-1)^2. */
  public double hsic0(int x, int y) {
    double n = rows;
    return squares(x, y) / ((n - 1) * (n - 1));
  }

  /** The unbiased criterion; NaN for fewer than 4 rows, for which there is none. */
  public double hsic1(int x, int y) {
    if (rows < 4) {
      return Double.NaN;
    }
    double n = rows;
    double products = sums.at(layout.norm(x), layout.norm(y));
    double inner =
        squares(x, y) - n / (n - 2) * products + trace(x) * trace(y) / ((n - 1) * (n - 2));
    return inner / (n * (n - 3));
  }

  /** Linear CKA, in [0, 1]; biased upwards where rows are not many more than features. */
  public double cka(int x, int y) {
    return squares(x, y) / Math.sqrt(squares(x, x) * squares(y, y));
  }

  /** CKA from HSIC_1; it may be negative, and is NaN where a layer's own HSIC_1 is not positive. */
  public double debiasedCka(int x, int y) {
    double xx = hsic1(x, x);
    double yy = hsic1(y, y);
    return xx > 0 && yy > 0 ? hsic1(x, y) / Math.sqrt(xx * yy) : Double.NaN;
  }

  /** |Xc^T Yc|_F^2. */
  private double squares(int x, int y) {
    double sum = 0;
    for (int i = layout.start(x); i < layout.start(x) + layout.width(x); i++) {
      for (int j = layout.start(y); j < layout.start(y) + layout.width(y); j++) {
        double value = sums.at(i, j);
        sum += value * value;
      }
    }
    return sum;
  }
}
