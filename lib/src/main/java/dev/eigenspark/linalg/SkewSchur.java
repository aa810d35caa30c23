package dev.eigenspark.linalg;

import org.bytedeco.openblas.global.openblas;

/**
 * The real Schur form of a skew-symmetric matrix of even order: {@code A = Q Omega Q^T}, Q
 * orthogonal, Omega block-diagonal with blocks {@code [[0, w], [-w, 0]]}, w &gt;= 0.
 *
 * <p>The Hessenberg form of a skew matrix is tridiagonal with a zero diagonal. Taking its even rows
 * against its odd columns leaves a bidiagonal matrix of half the order, whose singular values are
 * the frequencies w and whose singular vectors pair up the columns of Q (R. C. Ward and L. J. Gray,
 * Eigensystem computation for skew-symmetric and a class of symmetric matrices, ACM TOMS 4, 1978).
 * All steps are orthogonal, so close or equal frequencies cost no accuracy.
 *
 * @param q the orthogonal factor; columns 2k and 2k + 1 span the plane of frequency k
 * @param frequencies w of each plane
 */
record SkewSchur(Matrix q, double[] frequencies) {
  private static final int COLUMN_MAJOR = openblas.LAPACK_COL_MAJOR;
  private static final String WHAT = "skew Schur form";

  /**
   * Decomposes {@code skew}, whose order is even.
   *
   * @throws dev.eigenspark.Failure of kind DIVERGED when an element is not finite
   */
  static SkewSchur of(Matrix skew) {
    int n = skew.rows();
    int half = n / 2;
    // Column-major, the elements of a skew matrix read as its negative.
    double[] h = Lapack.square(WHAT, skew);
    double[] tau = new double[n - 1];
    Lapack.check(WHAT, "dgehrd", openblas.LAPACKE_dgehrd(COLUMN_MAJOR, n, 1, n, h, n, tau));
    double[] diagonal = new double[half];
    double[] below = new double[half];
    for (int i = 0; i < half; i++) {
      // -T[2i+1, 2i] and T[2i+2, 2i+1]: the bidiagonal matrix T[even, odd].
      diagonal[i] = -h[2 * i * n + 2 * i + 1];
      if (i + 1 < half) {
        below[i] = h[(2 * i + 1) * n + 2 * i + 2];
      }
    }
    Lapack.check(WHAT, "dorghr", openblas.LAPACKE_dorghr(COLUMN_MAJOR, n, 1, n, h, n, tau));
    double[] u = new double[half * half];
    double[] v = new double[half * half];
    int info =
        openblas.LAPACKE_dbdsdc(
            COLUMN_MAJOR,
            (byte) 'L',
            (byte) 'I',
            half,
            diagonal,
            below,
            u,
            half,
            v,
            half,
            new double[1],
            new int[1]);
    Lapack.check(WHAT, "dbdsdc", info);
    // Row-major, u holds U^T and v holds V; the rows of h are the columns of the basis so far.
    Matrix even = MatrixProduct.of(new Matrix(half, half, u), everySecondRow(h, n, 0));
    Matrix odd = MatrixProduct.leftTransposed(new Matrix(half, half, v), everySecondRow(h, n, 1));
    return new SkewSchur(interleave(odd, even), diagonal);
  }

  private static Matrix everySecondRow(double[] values, int n, int first) {
    double[] rows = new double[n / 2 * n];
    for (int i = 0; i < n / 2; i++) {
      System.arraycopy(values, (2 * i + first) * n, rows, i * n, n);
    }
    return new Matrix(n / 2, n, rows);
  }

  /** The matrix with the rows of the two as its columns in turn. */
  private static Matrix interleave(Matrix first, Matrix second) {
    int n = first.cols();
    double[] q = new double[n * n];
    for (int k = 0; k < n / 2; k++) {
      for (int i = 0; i < n; i++) {
        q[i * n + 2 * k] = first.at(k, i);
        q[i * n + 2 * k + 1] = second.at(k, i);
      }
    }
    return new Matrix(n, n, q);
  }
}
