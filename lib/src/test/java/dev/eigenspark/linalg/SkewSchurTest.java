package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkewSchurTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 10, 34, 36, 130, 200})
  void rebuildsTheMatrix(int n) {
    Matrix a = skew(n, 1);
    SkewSchur schur = schur(a);
    double[] omega = new double[n * n];
    for (int k = 0; k < n / 2; k++) {
      assertThat(schur.frequencies()[k]).isNotNegative();
      omega[2 * k * n + 2 * k + 1] = schur.frequencies()[k];
      omega[(2 * k + 1) * n + 2 * k] = -schur.frequencies()[k];
    }
    Matrix q = schur.transposedBasis().leading(n).transposed();
    Matrix back = Matrices.conjugate(q, new Matrix(n, n, omega));
    assertThat(back.values()).containsExactly(a.values(), within(1e-12));
    assertThat(q.times(q.transposed()).values())
        .containsExactly(Matrix.identity(n).values(), within(1e-13));
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 20})
  void frequenciesAreTheSizesOfTheEigenvalues(int n) {
    Matrix a = skew(n, 2);
    double[] frequencies = schur(a).frequencies();
    Eigen eigen = Eigen.values(a);
    for (int k = 0; k < n / 2; k++) {
      assertThat(frequencies[k]).isCloseTo(eigen.modulus(2 * k), within(1e-12));
    }
  }

  @Test
  void decomposesOneMatrixAfterAnother() {
    int n = 70;
    SkewSchur used = schur(skew(n, 3));
    used.decompose(n, upper(skew(n, 4)));
    SkewSchur fresh = schur(skew(n, 4));
    assertThat(used.frequencies()).containsExactly(fresh.frequencies());
    assertThat(used.transposedBasis().leading(n).values())
        .containsExactly(fresh.transposedBasis().leading(n).values());
  }

  private static SkewSchur schur(Matrix a) {
    SkewSchur schur = new SkewSchur(a.rows(), Parts.IN_TURN);
    schur.decompose(a.rows(), upper(a));
    return schur;
  }

  private static Matrix skew(int n, long seed) {
    Matrix random = Matrices.random(n, seed);
    return random.minus(random.transposed());
  }

  private static double[] upper(Matrix a) {
    return IntStream.range(0, a.values().length)
        .filter(k -> k / a.cols() < k % a.cols())
        .mapToDouble(k -> a.values()[k])
        .toArray();
  }
}
