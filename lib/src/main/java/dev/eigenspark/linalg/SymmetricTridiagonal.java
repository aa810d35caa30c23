package dev.eigenspark.linalg;

import org.bytedeco.openblas.global.openblas;

/**
 * Eigenvalues of a real symmetric tridiagonal matrix and the first component of each unit
 * eigenvector (Golub and Welsch, Calculation of Gauss quadrature rules, Mathematics of Computation
 * 23, 1969: those components squared are weights of a quadrature).
 *
 * @param values eigenvalues, descending
 * @param first first component of the eigenvector of each, up to its sign
 */
public record SymmetricTridiagonal(double[] values, double[] first) {
  /**
   * Decomposes a matrix (LAPACK dstev).
   *
   * @param diagonal n numbers
   * @param beside n - 1 numbers, above and below it
   * @throws dev.eigenspark.Failure of kind DIVERGED when the iteration does not converge
   */
  public static SymmetricTridiagonal of(double[] diagonal, double[] beside) {
    int n = diagonal.length;
    double[] rising = diagonal.clone();
    double[] vectors = new double[n * n];
    int info =
        openblas.LAPACKE_dstev(Lapack.ROW_MAJOR, (byte) 'V', n, rising, beside.clone(), vectors, n);
    Lapack.check("eigenvalues", "dstev", info);
    double[] values = new double[n];
    double[] first = new double[n];
    for (int k = 0; k < n; k++) {
      values[k] = rising[n - 1 - k];
      first[k] = vectors[n - 1 - k];
    }
    return new SymmetricTridiagonal(values, first);
  }
}
