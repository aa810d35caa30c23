package dev.eigenspark.linalg;

import org.bytedeco.openblas.global.openblas;

/**
 * The real Schur form {@code A = Q T Q^T}: Q orthogonal, T upper triangular but for a 2 x 2 block
 * {@code [[a, b], [c, a]]}, b c &lt; 0, on the diagonal for each complex pair a ± i sqrt(-b c).
 *
 * @param q the orthogonal factor, n x n
 * @param t the quasi-triangular factor, n x n
 */
public record Schur(Matrix q, Matrix t) {
  /**
   * Decomposes {@code matrix} (LAPACK dgees, eigenvalues in the order they are found).
   *
   * @throws dev.eigenspark.Failure of kind DATA when it is not square, DIVERGED when an element is
   *     not finite or the iteration does not converge
   */
  public static Schur of(Matrix matrix) {
    double[] t = Lapack.square("Schur form", matrix);
    int n = matrix.rows();
    double[] q = new double[n * n];
    double[] re = new double[n];
    double[] im = new double[n];
    int info =
        openblas.LAPACKE_dgees(
            Lapack.ROW_MAJOR, (byte) 'V', (byte) 'N', null, n, t, n, new int[1], re, im, q, n);
    Lapack.check("Schur form", "dgees", info);
    return new Schur(new Matrix(n, n, q), new Matrix(n, n, t));
  }

  /**
   * Henrici's departure from normality, {@code sqrt(||A||_F^2 - sum |lambda|^2)}, without the
   * cancellation of that difference: what T holds beyond its normal part. A block {@code [[a, b],
   * [c, a]]} has the squared norm 2a² + b² + c² and the squared moduli 2(a² - bc), so it adds (b +
   * c)².
   */
  double departure() {
    int n = t.rows();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      boolean block = i + 1 < n && t.at(i + 1, i) != 0;
      for (int j = i + 1; j < n; j++) {
        double excess = block && j == i + 1 ? t.at(i, j) + t.at(j, i) : t.at(i, j);
        sum += excess * excess;
      }
    }
    return Math.sqrt(sum);
  }
}
