package dev.eigenspark.analysis;

import dev.eigenspark.linalg.Matrix;

/** The matrices of figure 1 and appendix B of the nnRNN paper, in our row convention. */
final class DelayLine {
  private DelayLine() {}

  /** {@code d} on the diagonal, {@code alpha} on the first off-diagonal, {@code beta} beyond. */
  static Matrix of(int n, double alpha, double beta, double d) {
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      values[i * n + i] = d;
      for (int j = i + 1; j < n; j++) {
        values[i * n + j] = j == i + 1 ? alpha : beta;
      }
    }
    return new Matrix(n, n, values);
  }

  /** The unit vector at the line's source. */
  static double[] source(int n) {
    double[] u = new double[n];
    u[0] = 1;
    return u;
  }
}
