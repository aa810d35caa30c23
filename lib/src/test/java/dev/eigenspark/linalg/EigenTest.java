package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import org.junit.jupiter.api.Test;

class EigenTest {
  @Test
  void diagonalElementsFromLargeToSmall() {
    Eigen eigen =
        Eigen.values(
            Matrix.of(new double[] {1, 0, 0}, new double[] {0, -3, 0}, new double[] {0, 0, 2}));

    assertThat(eigen.re()).containsExactly(-3, 2, 1);
    assertThat(eigen.im()).containsOnly(0);
    assertThat(eigen.spectralRadius()).isEqualTo(3);
  }

  @Test
  void rotationGivesAPairOnTheUnitCircle() {
    double angle = 0.7;
    Eigen eigen =
        Eigen.values(
            Matrix.of(
                new double[] {Math.cos(angle), -Math.sin(angle)},
                new double[] {Math.sin(angle), Math.cos(angle)}));

    assertThat(eigen.re()[0]).isCloseTo(Math.cos(angle), within(1e-15));
    assertThat(eigen.re()[1]).isEqualTo(eigen.re()[0]);
    assertThat(eigen.im()[0]).isCloseTo(Math.sin(angle), within(1e-15));
    assertThat(eigen.im()[1]).isEqualTo(-eigen.im()[0]);
  }

  @Test
  void companionMatrixGivesTheRootsOfItsPolynomial() {
    // x^3 - 6 x^2 + 11 x - 6 = (x - 1)(x - 2)(x - 3)
    Eigen eigen =
        Eigen.values(
            Matrix.of(new double[] {6, -11, 6}, new double[] {1, 0, 0}, new double[] {0, 1, 0}));

    assertThat(eigen.re()).containsExactly(new double[] {3, 2, 1}, within(1e-12));
  }

  @Test
  void nilpotentJordanBlockHasOnlyZeros() {
    Eigen eigen = Eigen.values(Matrices.nilpotent(6));

    assertThat(eigen.re()).containsOnly(0);
    assertThat(eigen.im()).containsOnly(0);
  }

  @Test
  void sumIsTheTrace() {
    Matrix a = Matrices.random(9, 1);
    Eigen eigen = Eigen.values(a);

    double trace = 0;
    double sum = 0;
    double imaginary = 0;
    for (int i = 0; i < 9; i++) {
      trace += a.at(i, i);
      sum += eigen.re()[i];
      imaginary += eigen.im()[i];
    }
    assertThat(sum).isCloseTo(trace, within(1e-12));
    assertThat(imaginary).isCloseTo(0, within(1e-12));
  }

  @Test
  void productIsTheDeterminant() {
    Matrix a =
        Matrix.of(new double[] {2, -1, 0}, new double[] {4, 3, 5}, new double[] {-1, 0.5, 7});
    Eigen eigen = Eigen.values(a);

    double re = 1;
    double im = 0;
    for (int i = 0; i < eigen.size(); i++) {
      double next = re * eigen.re()[i] - im * eigen.im()[i];
      im = re * eigen.im()[i] + im * eigen.re()[i];
      re = next;
    }
    assertThat(re).isCloseTo(70, within(1e-10)); // 2 (21 - 2.5) + 1 (28 + 5)
    assertThat(im).isCloseTo(0, within(1e-10));
  }

  @Test
  void sameInputGivesTheSameBits() {
    Matrix a = Matrices.random(40, 2);

    assertThat(Eigen.values(a).re()).containsExactly(Eigen.values(a).re());
    assertThat(Eigen.values(a).im()).containsExactly(Eigen.values(a).im());
  }

  @Test
  void leavesItsInputAlone() {
    Matrix a = Matrices.random(5, 3);
    double[] before = a.values().clone();

    Eigen.values(a);

    assertThat(a.values()).containsExactly(before);
  }

  @Test
  void namesTheElementThatIsNotFinite() {
    Matrix a = Matrix.of(new double[] {1, 2}, new double[] {3, Double.NaN});

    assertThatThrownBy(() -> Eigen.values(a))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DIVERGED))
        .hasMessage("eigenvalues: element (1, 1) is NaN; every element must be finite");
  }

  @Test
  void refusesAMatrixThatIsNotSquare() {
    assertThatThrownBy(() -> Eigen.values(Matrix.of(new double[] {1, 2})))
        .hasMessage("eigenvalues: the matrix is 1 x 2; it must be square");
  }
}
