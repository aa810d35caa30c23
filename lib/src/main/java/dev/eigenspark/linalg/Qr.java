package dev.eigenspark.linalg;

import java.util.Arrays;
import org.bytedeco.openblas.global.openblas;

/**
 * The QR form of two square matrices of one order, one above the other: {@code first = upper R} and
 * {@code second = lower R} with {@code upper^T upper + lower^T lower = I}. So {@code R^T R =
 * first^T first + second^T second}, without the squares that would lose half of the digits.
 *
 * @param upper n x n
 * @param lower n x n
 * @param r upper triangular, n x n
 */
public record Qr(Matrix upper, Matrix lower, Matrix r) {
  /**
   * Decomposes the two (LAPACK dgeqrf and dorgqr: Householder reflections).
   *
   * @throws dev.eigenspark.Failure of kind DATA when one is not square, DIVERGED when an element is
   *     not finite
   */
  public static Qr ofStacked(Matrix first, Matrix second) {
    int n = first.rows();
    double[] a = Arrays.copyOf(Lapack.square("QR form", first), 2 * n * n);
    System.arraycopy(Lapack.square("QR form", second), 0, a, n * n, n * n);
    double[] tau = new double[n];
    int info = openblas.LAPACKE_dgeqrf(Lapack.ROW_MAJOR, 2 * n, n, a, n, tau);
    Lapack.check("QR form", "dgeqrf", info);
    double[] r = new double[n * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a, i * n + i, r, i * n + i, n - i);
    }
    info = openblas.LAPACKE_dorgqr(Lapack.ROW_MAJOR, 2 * n, n, n, a, n, tau);
    Lapack.check("QR form", "dorgqr", info);
    return new Qr(
        new Matrix(n, n, Arrays.copyOf(a, n * n)),
        new Matrix(n, n, Arrays.copyOfRange(a, n * n, 2 * n * n)),
        new Matrix(n, n, r));
  }
}
