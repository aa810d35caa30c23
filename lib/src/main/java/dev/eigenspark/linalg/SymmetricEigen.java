package dev.eigenspark.linalg;

import org.bytedeco.openblas.global.openblas;

/**
 * The eigenvalues and eigenvectors of a real symmetric matrix.
 *
 * @param values n eigenvalues from large to small
 * @param vectors n x n; row k is the unit eigenvector of value k
 */
public record SymmetricEigen(double[] values, Matrix vectors) {
  /**
   * Decomposes {@code matrix}, whose upper triangle alone is read (LAPACK dsyevd).
   *
   * @throws dev.eigenspark.Failure of kind DATA when it is not square, DIVERGED when an element is
   *     not finite or the iteration does not converge
   */
  public static SymmetricEigen of(Matrix matrix) {
    double[] a = Lapack.square("eigenvectors", matrix);
    int n = matrix.rows();
    double[] rising = new double[n];
    int info = openblas.LAPACKE_dsyevd(Lapack.ROW_MAJOR, (byte) 'V', (byte) 'U', n, a, n, rising);
    Lapack.check("eigenvectors", "dsyevd", info);
    double[] values = new double[n];
    double[] vectors = new double[n * n];
    for (int k = 0; k < n; k++) {
      int from = n - 1 - k;
      values[k] = rising[from];
      for (int i = 0; i < n; i++) {
        vectors[k * n + i] = a[i * n + from];
      }
    }
    return new SymmetricEigen(values, new Matrix(n, n, vectors));
  }
}
