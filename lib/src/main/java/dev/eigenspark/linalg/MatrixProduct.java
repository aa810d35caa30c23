package dev.eigenspark.linalg;

import org.bytedeco.openblas.global.openblas;

/**
 * Products of dense double matrices through BLAS (dgemm), one thread: for matrices where {@link
 * Matrix#times} would be felt.
 */
public final class MatrixProduct {
  static {
    OneThread.ensure();
  }

  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  private MatrixProduct() {}

  /** {@code a b}. */
  public static Matrix of(Matrix a, Matrix b) {
    fit(a.cols(), b.rows());
    return multiply(PLAIN, PLAIN, a, b, a.rows(), b.cols(), a.cols());
  }

  /** {@code a^T b}. */
  public static Matrix leftTransposed(Matrix a, Matrix b) {
    fit(a.rows(), b.rows());
    return multiply(TRANSPOSED, PLAIN, a, b, a.cols(), b.cols(), a.rows());
  }

  /** {@code a b^T}. */
  public static Matrix rightTransposed(Matrix a, Matrix b) {
    fit(a.cols(), b.cols());
    return multiply(PLAIN, TRANSPOSED, a, b, a.rows(), b.rows(), a.cols());
  }

  private static void fit(int left, int right) {
    if (left != right) {
      throw new IllegalArgumentException("inner sizes " + left + " and " + right + " differ");
    }
  }

  private static Matrix multiply(int opA, int opB, Matrix a, Matrix b, int m, int n, int k) {
    double[] c = new double[m * n];
    openblas.cblas_dgemm(
        ROW_MAJOR, opA, opB, m, n, k, 1, a.values(), a.cols(), b.values(), b.cols(), 0, c, n);
    return new Matrix(m, n, c);
  }
}
