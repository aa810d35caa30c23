package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkewExpTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 33, 128})
  void isARotation(int n) {
    Matrix p = value(at(n, upper(n, 2, 1)), n);
    assertClose(p.transposed().times(p), Matrix.identity(n), 1e-12);
    Eigen eigen = Eigen.values(p);
    double angles = 0;
    for (int i = 0; i < n; i++) {
      assertThat(eigen.modulus(i)).isCloseTo(1, within(1e-12));
      angles += Math.atan2(eigen.im()[i], eigen.re()[i]);
    }
    // A determinant of -1 would leave a lone eigenvalue -1.
    assertThat(angles).isCloseTo(0, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"2, 0.3", "8, 0.01", "8, 1", "8, 20", "33, 0.5", "64, 3", "200, 0.2"})
  void equalsPadeWithScalingAndSquaring(int n, double size) {
    double[] upper = upper(n, size, 2);
    assertClose(value(at(n, upper), n), ReferenceExpm.exp(skew(n, upper)), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"2, 0.3", "7, 0.5", "8, 0.01", "8, 1", "8, 4", "32, 0.7", "150, 0.1"})
  void adjointEqualsBlocksAndPairs(int n, double size) {
    double[] upper = upper(n, size, 3);
    assertAdjoint(n, upper, ReferenceExpm::derivativeByBlocks);
    assertAdjoint(n, upper, ReferenceExpm::derivativeByPairs);
  }

  @Test
  void equalAndZeroFrequenciesKeepTheirDigits() {
    double[] upper = new double[28];
    assertAdjoint(8, upper, ReferenceExpm::derivativeByBlocks);
    for (int plane = 0; plane < 3; plane++) {
      upper[at(8, 2 * plane, 2 * plane + 1)] = plane == 2 ? -1.5 - 1e-9 : 1.5;
    }
    assertAdjoint(8, upper, ReferenceExpm::derivativeByBlocks);
  }

  @Test
  void skewFormOfTheAdjointEqualsTheGeneralOne() {
    int n = 8;
    double[] upper = upper(n, 1, 4);
    Matrix g = Matrices.random(n, 5);
    SkewExp exp = at(n, upper);
    Matrix p = value(exp, n);
    Matrix inner = p.transposed().times(g);
    Matrix skewed = scaled(inner.minus(inner.transposed()), 0.5);
    Matrix f = p.times(ReferenceExpm.derivativeByBlocks(skew(n, upper).transposed(), skewed));
    assertThat(adjoint(exp, g)).containsExactly(antisymmetric(f), within(1e-12));
  }

  @Test
  void adjointEqualsFiniteDifferences() {
    int n = 5;
    double[] upper = upper(n, 1, 6);
    Matrix g = Matrices.random(n, 7);
    double[] gradient = adjoint(at(n, upper), g);
    for (int i = 0; i < upper.length; i++) {
      double kept = upper[i];
      upper[i] = kept + 1e-6;
      double above = dot(g, value(at(n, upper), n));
      upper[i] = kept - 1e-6;
      double below = dot(g, value(at(n, upper), n));
      upper[i] = kept;
      assertThat(gradient[i]).isCloseTo((above - below) / 2e-6, within(1e-8));
    }
  }

  @Test
  void refusesWhatIsNoTriangleOrNotFinite() {
    assertThatThrownBy(() -> at(4, new double[5]))
        .hasMessage("5 elements are no strict upper triangle of order 4");
    assertThatThrownBy(() -> at(3, new double[] {0, Double.NaN, 0}))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("element (0, 2) is NaN");
  }

  private static SkewExp at(int n, double[] upper) {
    SkewExp exp = new SkewExp(n, Parts.IN_TURN);
    exp.set(upper);
    return exp;
  }

  private static Matrix value(SkewExp exp, int n) {
    return exp.value().leading(n);
  }

  private static double[] adjoint(SkewExp exp, Matrix gradient) {
    NativeMatrix g = new NativeMatrix(exp.order(), exp.order());
    g.set(gradient);
    return exp.adjoint(g);
  }

  private static void assertAdjoint(int n, double[] upper, BinaryOperator<Matrix> derivative) {
    Matrix g = Matrices.random(n, 8);
    Matrix d = derivative.apply(skew(n, upper).transposed(), g);
    assertThat(adjoint(at(n, upper), g)).containsExactly(antisymmetric(d), within(1e-12));
  }

  private static double[] antisymmetric(Matrix d) {
    double[] upper = new double[d.rows() * (d.rows() - 1) / 2];
    for (int i = 0; i < d.rows(); i++) {
      for (int j = i + 1; j < d.rows(); j++) {
        upper[at(d.rows(), i, j)] = d.at(i, j) - d.at(j, i);
      }
    }
    return upper;
  }

  private static Matrix skew(int n, double[] upper) {
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        a[i * n + j] = upper[at(n, i, j)];
        a[j * n + i] = -a[i * n + j];
      }
    }
    return new Matrix(n, n, a);
  }

  private static int at(int n, int i, int j) {
    return i * n - i * (i + 1) / 2 + j - i - 1;
  }

  private static double[] upper(int n, double size, long seed) {
    return new SplittableRandom(seed).doubles(n * (n - 1) / 2, -size, size).toArray();
  }

  private static Matrix scaled(Matrix a, double factor) {
    double[] values = a.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return new Matrix(a.rows(), a.cols(), values);
  }

  private static double dot(Matrix a, Matrix b) {
    double sum = 0;
    for (int i = 0; i < a.values().length; i++) {
      sum += a.values()[i] * b.values()[i];
    }
    return sum;
  }

  private static void assertClose(Matrix actual, Matrix expected, double tolerance) {
    assertThat(actual.values()).containsExactly(expected.values(), within(tolerance));
  }
}
