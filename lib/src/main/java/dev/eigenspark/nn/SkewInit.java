package dev.eigenspark.nn;

import dev.eigenspark.rng.CounterRandom;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Start values of the strict upper triangle of a skew-symmetric matrix A, row by row, in the three
 * ways of Lezcano-Casado and Martinez-Rubio 2019. Computed in double without a library so that
 * every machine agrees.
 */
final class SkewInit {
  private SkewInit() {}

  /** Planes (2i, 2i+1) turned by {@code s_i ~ U(-pi, 0)} (Henaff, Szlam, LeCun 2016). */
  static void henaff(float[] upper, Init.Shape shape, CounterRandom random) {
    planes(upper, order(upper, shape), random, u -> -Math.PI * u);
  }

  /**
   * Planes (2i, 2i+1) turned by {@code s_i = -tan(u / 2), u ~ U(0, pi/2)} (Helfrich et al. 2018).
   */
  static void cayley(float[] upper, Init.Shape shape, CounterRandom random) {
    planes(upper, order(upper, shape), random, u -> -StrictMath.tan(Math.PI / 4 * u));
  }

  /**
   * Random planes turned by angles uniform in (-pi, pi): {@code A = Q^T Omega Q} with Q uniform
   * over the orthogonal group. Like the logarithm of a uniformly drawn rotation, A has no preferred
   * basis and exp(A) evenly spread eigenvalues; unlike it, the eigenvalues do not repel each other.
   */
  static void random(float[] upper, Init.Shape shape, CounterRandom random) {
    int n = order(upper, shape);
    float[] basis = new float[n * n];
    OrthogonalInit.haar(basis, new Init.Shape(n, n, n, n), random);
    double[] sums = new double[upper.length];
    for (int row = 0; row + 1 < n; row += 2) {
      double angle = Math.PI * (2 * random.nextDouble() - 1);
      int at = 0;
      for (int i = 0; i < n; i++) {
        double x = angle * basis[row * n + i];
        double y = angle * basis[(row + 1) * n + i];
        for (int j = i + 1; j < n; j++) {
          sums[at++] += x * basis[(row + 1) * n + j] - y * basis[row * n + j];
        }
      }
    }
    for (int i = 0; i < upper.length; i++) {
      upper[i] = (float) sums[i];
    }
  }

  private static void planes(
      float[] upper, int n, CounterRandom random, DoubleUnaryOperator ofUniform) {
    Arrays.fill(upper, 0);
    int at = 0;
    for (int i = 0; i + 1 < n; i += 2) {
      upper[at] = (float) ofUniform.applyAsDouble(random.nextDouble());
      // From (i, i+1) past what is left of row i and all of row i+1.
      at += (n - 1 - i) + (n - 2 - i);
    }
  }

  private static int order(float[] upper, Init.Shape shape) {
    int n = shape.fanIn();
    if (upper.length != n * (n - 1) / 2) {
      throw new IllegalArgumentException("a skew start needs a strict triangle: " + shape);
    }
    return n;
  }
}
