package dev.eigenspark.linalg;

import org.bytedeco.openblas.global.openblas;

/**
 * The singular values of a matrix with their left vectors.
 *
 * @param values r = min(rows, columns) singular values from large to small
 * @param vectors rows x r; column k is the unit vector of value k
 */
public record LeftSingular(double[] values, Matrix vectors) {
  /**
   * Decomposes {@code matrix} (LAPACK dgesvd).
   *
   * @throws dev.eigenspark.Failure of kind DIVERGED when an element is not finite or the iteration
   *     does not converge
   */
  public static LeftSingular of(Matrix matrix) {
    double[] a = Lapack.input("singular vectors", matrix);
    int m = matrix.rows();
    int n = matrix.cols();
    int r = Math.min(m, n);
    double[] values = new double[r];
    double[] left = new double[m * r];
    double[] rest = new double[r];
    int info =
        openblas.LAPACKE_dgesvd(
            Lapack.ROW_MAJOR,
            (byte) 'S',
            (byte) 'N',
            m,
            n,
            a,
            n,
            values,
            left,
            r,
            new double[n],
            n,
            rest);
    Lapack.check("singular vectors", "dgesvd", info);
    return new LeftSingular(values, new Matrix(m, r, left));
  }
}
