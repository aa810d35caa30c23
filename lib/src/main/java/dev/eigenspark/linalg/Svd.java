package dev.eigenspark.linalg;

import org.bytedeco.openblas.global.openblas;

/** Singular value decomposition. */
public final class Svd {
  private Svd() {}

  /**
   * The singular values of {@code matrix} from large to small (LAPACK dgesvd).
   *
   * @return min(rows, cols) values
   * @throws dev.eigenspark.Failure of kind DIVERGED when an element is not finite or the iteration
   *     does not converge
   */
  public static double[] values(Matrix matrix) {
    double[] a = Lapack.input("singular values", matrix);
    int least = Math.min(matrix.rows(), matrix.cols());
    double[] sigma = new double[least];
    byte none = (byte) 'N';
    double[] vectors = new double[1];
    int info =
        openblas.LAPACKE_dgesvd(
            Lapack.ROW_MAJOR,
            none,
            none,
            matrix.rows(),
            matrix.cols(),
            a,
            matrix.cols(),
            sigma,
            vectors,
            matrix.rows(),
            vectors,
            matrix.cols(),
            new double[least]);
    Lapack.check("singular values", "dgesvd", info);
    return sigma;
  }
}
