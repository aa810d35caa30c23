package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkewSchurTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 10, 130})
  void rebuildsTheMatrix(int n) {
    Matrix random = Matrices.random(n, 1);
    Matrix a = random.minus(random.transposed());
    SkewSchur schur = SkewSchur.of(a);
    double[] omega = new double[n * n];
    for (int k = 0; k < n / 2; k++) {
      assertThat(schur.frequencies()[k]).isNotNegative();
      omega[2 * k * n + 2 * k + 1] = schur.frequencies()[k];
      omega[(2 * k + 1) * n + 2 * k] = -schur.frequencies()[k];
    }
    Matrix q = schur.q();
    Matrix back = Matrices.conjugate(q, new Matrix(n, n, omega));
    assertThat(back.values()).containsExactly(a.values(), within(1e-12));
    assertThat(q.times(q.transposed()).values())
        .containsExactly(Matrix.identity(n).values(), within(1e-13));
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 20})
  void frequenciesAreTheSizesOfTheEigenvalues(int n) {
    Matrix random = Matrices.random(n, 2);
    Matrix a = random.minus(random.transposed());
    double[] frequencies = SkewSchur.of(a).frequencies();
    Eigen eigen = Eigen.values(a);
    for (int k = 0; k < n / 2; k++) {
      assertThat(frequencies[k]).isCloseTo(eigen.modulus(2 * k), within(1e-12));
    }
  }
}
