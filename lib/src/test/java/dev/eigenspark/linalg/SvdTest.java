package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SvdTest {
  @Test
  void orthogonalMatrixHasOnlyOnes() {
    for (double sigma : Svd.values(Matrices.orthogonal(12, 4))) {
      assertThat(sigma).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void rotationsOnBothSidesChangeNothing() {
    Matrix diagonal =
        Matrix.of(new double[] {5, 0, 0}, new double[] {0, 0.5, 0}, new double[] {0, 0, -2});
    Matrix a =
        Matrices.orthogonal(3, 1).times(diagonal).times(Matrices.orthogonal(3, 2).transposed());

    assertThat(Svd.values(a)).containsExactly(new double[] {5, 2, 0.5}, within(1e-12));
  }

  @Test
  void rectangularMatrixHasAsManyAsItsShorterSide() {
    Matrix a = Matrix.of(new double[] {3, 0, 4}, new double[] {0, 2, 0});

    assertThat(Svd.values(a)).containsExactly(new double[] {5, 2}, within(1e-12));
    assertThat(Svd.values(a.transposed())).containsExactly(new double[] {5, 2}, within(1e-12));
  }

  @Test
  void squaresSumToTheSquaredFrobeniusNorm() {
    Matrix a = Matrices.random(15, 5);
    double sum = 0;
    for (double sigma : Svd.values(a)) {
      sum += sigma * sigma;
    }

    assertThat(Math.sqrt(sum)).isCloseTo(a.frobeniusNorm(), within(1e-12));
  }

  @Test
  void namesTheElementThatIsNotFinite() {
    Matrix a = Matrix.of(new double[] {1, Double.POSITIVE_INFINITY});

    assertThatThrownBy(() -> Svd.values(a))
        .hasMessage("singular values: element (0, 1) is Infinity; every element must be finite");
  }
}
