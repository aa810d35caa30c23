package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NonNormalityTest {
  private static final double[] GAMMA = {1.02, 0.97, 1, 0.99};
  private static final double[] THETA = {0.3, 1.1, 2.2, 2.9};

  @Test
  void normalMatricesDepartByNothing() {
    Matrix normal = Matrices.blockTriangular(GAMMA, THETA, new Matrix(8, 8, new double[64]));
    NonNormality measured = NonNormality.of(Matrices.conjugate(Matrices.orthogonal(8, 1), normal));

    // The plain difference of squares would leave about 1e-8 here.
    assertThat(measured.henrici()).isCloseTo(0, within(1e-13));
    assertThat(measured.commutator()).isCloseTo(0, within(1e-13));
  }

  @Test
  void departureOfASchurFormIsTheNormOfItsTriangle() {
    Matrix upper = Matrices.random(8, 2);
    Matrix theta = Matrices.blockTriangular(GAMMA, THETA, upper);
    double triangle = 0;
    for (int i = 0; i < 8; i++) {
      for (int j = 2 * (i / 2) + 2; j < 8; j++) {
        triangle += upper.at(i, j) * upper.at(i, j);
      }
    }
    Matrix recurrent = Matrices.conjugate(Matrices.orthogonal(8, 3), theta);

    assertThat(NonNormality.of(recurrent).henrici()).isCloseTo(Math.sqrt(triangle), within(1e-9));
  }

  @Test
  void blockTriangleKeepsTheModuli() {
    Matrix theta = Matrices.blockTriangular(GAMMA, THETA, Matrices.random(8, 2));
    Eigen eigen = Eigen.values(Matrices.conjugate(Matrices.orthogonal(8, 3), theta));

    double[] expected = {1.02, 1.02, 1, 1, 0.99, 0.99, 0.97, 0.97};
    for (int i = 0; i < 8; i++) {
      assertThat(eigen.modulus(i)).isCloseTo(expected[i], within(1e-10));
    }
  }

  @Test
  void agreesWithTheDefinition() {
    Matrix a = Matrices.random(25, 7);
    Eigen eigen = Eigen.values(a);
    double squares = 0;
    for (int i = 0; i < 25; i++) {
      squares += eigen.modulus(i) * eigen.modulus(i);
    }
    double norm = a.frobeniusNorm();
    double definition = Math.sqrt(norm * norm - squares);

    NonNormality measured = NonNormality.of(a);
    assertThat(measured.henrici()).isCloseTo(definition, within(1e-10));
    assertThat(measured.relative()).isCloseTo(definition / norm, within(1e-11));
  }

  @Test
  void jordanBlockIsAllDeparture() {
    NonNormality measured = NonNormality.of(Matrices.nilpotent(5));

    assertThat(measured.henrici()).isEqualTo(2);
    assertThat(measured.relative()).isEqualTo(1);
    assertThat(measured.commutator()).isCloseTo(Math.sqrt(2), within(1e-15));
  }

  @Test
  void zeroMatrixIsNormal() {
    NonNormality measured = NonNormality.of(new Matrix(3, 3, new double[9]));

    assertThat(measured).isEqualTo(new NonNormality(0, 0, 0));
  }
}
