package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
  @Test
  void valuesFallAndVectorsFit() {
    Matrix matrix =
        Matrix.of(new double[] {2, 1, 0}, new double[] {1, 2, 0}, new double[] {0, 0, 7});
    SymmetricEigen eigen = SymmetricEigen.of(matrix);
    assertThat(eigen.values()).containsExactly(new double[] {7, 3, 1}, within(1e-14));
    Matrix vectors = eigen.vectors();
    for (int k = 0; k < 3; k++) {
      double norm = 0;
      for (int i = 0; i < 3; i++) {
        double image = 0;
        for (int j = 0; j < 3; j++) {
          image += matrix.at(i, j) * vectors.at(k, j);
        }
        assertThat(image).isCloseTo(eigen.values()[k] * vectors.at(k, i), within(1e-14));
        norm += vectors.at(k, i) * vectors.at(k, i);
      }
      assertThat(norm).isCloseTo(1, within(1e-14));
    }
  }

  @Test
  void refusesAMatrixThatIsNotSquare() {
    assertThatThrownBy(() -> SymmetricEigen.of(Matrix.of(new double[] {1, 2})))
        .isInstanceOf(Failure.class)
        .hasMessage("eigenvectors: the matrix is 1 x 2; it must be square");
  }
}
