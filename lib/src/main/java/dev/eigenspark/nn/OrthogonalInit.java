package dev.eigenspark.nn;

import dev.eigenspark.rng.CounterRandom;
import java.util.function.DoubleUnaryOperator;

/** Orthogonal start values, computed in double without a library so that every machine agrees. */
final class OrthogonalInit {
  private OrthogonalInit() {}

  /** Gram-Schmidt, twice, on the rows of a square Gaussian matrix. */
  static void haar(float[] values, Init.Shape shape, CounterRandom random) {
    int n = square(shape);
    double[][] rows = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        rows[i][j] = random.nextGaussian();
      }
      orthogonalize(rows, i);
      orthogonalize(rows, i); // the second pass removes what rounding left
      for (int j = 0; j < n; j++) {
        values[i * n + j] = (float) rows[i][j];
      }
    }
  }

  private static void orthogonalize(double[][] rows, int i) {
    for (int k = 0; k < i; k++) {
      double projection = dot(rows[i], rows[k]);
      for (int j = 0; j < rows.length; j++) {
        rows[i][j] -= projection * rows[k][j];
      }
    }
    double norm = Math.sqrt(dot(rows[i], rows[i]));
    for (int j = 0; j < rows.length; j++) {
      rows[i][j] /= norm;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  /** Ones on the diagonal. */
  static void identity(float[] values, Init.Shape shape) {
    int n = square(shape);
    for (int i = 0; i < n; i++) {
      values[i * n + i] = 1;
    }
  }

  /** exp of the block-diagonal skew matrix with {@code A[2i,2i+1] = s_i ~ U(-pi, 0)}. */
  static void henaff(float[] values, Init.Shape shape, CounterRandom random) {
    planes(values, square(shape), random, u -> -Math.PI * u);
  }

  /** exp of the block-diagonal skew matrix with {@code s_i = -tan(u / 2), u ~ U(0, pi/2)}. */
  static void cayley(float[] values, Init.Shape shape, CounterRandom random) {
    planes(values, square(shape), random, u -> -StrictMath.tan(Math.PI / 4 * u));
  }

  private static void planes(
      float[] values, int n, CounterRandom random, DoubleUnaryOperator ofUniform) {
    for (int i = 0; i + 1 < n; i += 2) {
      double angle = ofUniform.applyAsDouble(random.nextDouble());
      float cosine = (float) StrictMath.cos(angle);
      float sine = (float) StrictMath.sin(angle);
      values[i * n + i] = cosine;
      values[i * n + i + 1] = sine;
      values[(i + 1) * n + i] = -sine;
      values[(i + 1) * n + i + 1] = cosine;
    }
    if (n % 2 == 1) {
      values[n * n - 1] = 1;
    }
  }

  private static int square(Init.Shape shape) {
    if (shape.rows() != shape.cols()) {
      throw new IllegalArgumentException("an orthogonal start needs a square matrix: " + shape);
    }
    return shape.rows();
  }
}
