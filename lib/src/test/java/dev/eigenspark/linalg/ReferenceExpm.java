package dev.eigenspark.linalg;

import org.bytedeco.openblas.global.openblas;

/**
 * The exponential of any square matrix by the Pade approximant of order 13 with scaling and
 * squaring (Higham, SIAM J. Matrix Anal. Appl. 26, 2005), and its derivative {@code L(A, E)} in two
 * ways that share nothing with {@link SkewExp}.
 */
public final class ReferenceExpm {
  private static final double[] PADE = {
    64764752532480000.0,
    32382376266240000.0,
    7771770303897600.0,
    1187353796428800.0,
    129060195264000.0,
    10559470521600.0,
    670442572800.0,
    33522128640.0,
    1323241920.0,
    40840800.0,
    960960.0,
    16380.0,
    182.0,
    1.0
  };
  private static final double LARGEST_NORM = 4.25;

  private ReferenceExpm() {}

  /** {@code exp(A)}. */
  public static Matrix exp(Matrix a) {
    int squarings = squarings(a);
    Matrix result = rational(scaled(a, Math.scalb(1.0, -squarings)));
    for (int i = 0; i < squarings; i++) {
      result = result.times(result);
    }
    return result;
  }

  /** {@code L(A, E)} as the top right block of {@code exp([[A, E], [0, A]])}. */
  static Matrix derivativeByBlocks(Matrix a, Matrix e) {
    int n = a.rows();
    double[] block = new double[4 * n * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a.values(), i * n, block, i * 2 * n, n);
      System.arraycopy(e.values(), i * n, block, i * 2 * n + n, n);
      System.arraycopy(a.values(), i * n, block, (n + i) * 2 * n + n, n);
    }
    Matrix exponential = exp(new Matrix(2 * n, 2 * n, block));
    double[] corner = new double[n * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(exponential.values(), i * 2 * n + n, corner, i * n, n);
    }
    return new Matrix(n, n, corner);
  }

  /** {@code L(A, E)} by a series for the scaled pair, then squaring value and derivative. */
  static Matrix derivativeByPairs(Matrix a, Matrix e) {
    int squarings = squarings(a) + 3;
    double scale = Math.scalb(1.0, -squarings);
    Matrix small = scaled(a, scale);
    Matrix direction = scaled(e, scale);
    Matrix value = Matrix.identity(a.rows());
    Matrix derivative = scaled(value, 0);
    Matrix power = value;
    Matrix change = derivative;
    for (int k = 1; k <= 20; k++) {
      change = scaled(plus(small.times(change), direction.times(power)), 1.0 / k);
      power = scaled(small.times(power), 1.0 / k);
      derivative = plus(derivative, change);
      value = plus(value, power);
    }
    for (int i = 0; i < squarings; i++) {
      derivative = plus(value.times(derivative), derivative.times(value));
      value = value.times(value);
    }
    return derivative;
  }

  private static int squarings(Matrix a) {
    double norm = 0;
    for (int j = 0; j < a.cols(); j++) {
      double sum = 0;
      for (int i = 0; i < a.rows(); i++) {
        sum += Math.abs(a.at(i, j));
      }
      norm = Math.max(norm, sum);
    }
    return Math.max(0, Math.getExponent(norm / LARGEST_NORM) + 1);
  }

  private static Matrix rational(Matrix a) {
    Matrix square = a.times(a);
    Matrix even = scaled(Matrix.identity(a.rows()), PADE[12]);
    Matrix odd = scaled(Matrix.identity(a.rows()), PADE[13]);
    for (int k = 10; k >= 0; k -= 2) {
      even = plus(even.times(square), scaled(Matrix.identity(a.rows()), PADE[k]));
      odd = plus(odd.times(square), scaled(Matrix.identity(a.rows()), PADE[k + 1]));
    }
    odd = odd.times(a);
    return solve(even.minus(odd), plus(even, odd));
  }

  private static Matrix solve(Matrix left, Matrix right) {
    int n = left.rows();
    double[] x = right.values().clone();
    int info =
        openblas.LAPACKE_dgesv(Lapack.ROW_MAJOR, n, n, left.values().clone(), n, new int[n], x, n);
    Lapack.check("exponential", "dgesv", info);
    return new Matrix(n, n, x);
  }

  private static Matrix scaled(Matrix a, double factor) {
    double[] values = a.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return new Matrix(a.rows(), a.cols(), values);
  }

  private static Matrix plus(Matrix a, Matrix b) {
    return a.minus(scaled(b, -1));
  }
}
