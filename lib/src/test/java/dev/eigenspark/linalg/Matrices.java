package dev.eigenspark.linalg;

import java.util.SplittableRandom;

/** Matrices with known properties. */
final class Matrices {
  private Matrices() {}

  /** Independent elements, uniform in [-1, 1). */
  static Matrix random(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Matrix(n, n, random.doubles((long) n * n, -1, 1).toArray());
  }

  /** An orthogonal matrix without structure. */
  static Matrix orthogonal(int n, long seed) {
    return Schur.of(random(n, seed)).q();
  }

  /**
   * {@code Λ + T}: rotations by {@code theta} scaled by {@code gamma} in 2 x 2 blocks on the
   * diagonal, {@code upper} above the blocks (the nnRNN's Schur form).
   */
  static Matrix blockTriangular(double[] gamma, double[] theta, Matrix upper) {
    int n = 2 * gamma.length;
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        values[i * n + j] = j / 2 > i / 2 ? upper.at(i, j) : 0;
      }
    }
    for (int b = 0; b < gamma.length; b++) {
      int i = 2 * b;
      double c = gamma[b] * Math.cos(theta[b]);
      double s = gamma[b] * Math.sin(theta[b]);
      values[i * n + i] = c;
      values[i * n + i + 1] = -s;
      values[(i + 1) * n + i] = s;
      values[(i + 1) * n + i + 1] = c;
    }
    return new Matrix(n, n, values);
  }

  /** {@code P A P^T}. */
  static Matrix conjugate(Matrix p, Matrix a) {
    return p.times(a).times(p.transposed());
  }

  /** The n x n Jordan block of eigenvalue 0. */
  static Matrix nilpotent(int n) {
    double[] values = new double[n * n];
    for (int i = 0; i + 1 < n; i++) {
      values[i * n + i + 1] = 1;
    }
    return new Matrix(n, n, values);
  }
}
