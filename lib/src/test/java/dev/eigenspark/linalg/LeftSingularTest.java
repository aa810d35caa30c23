package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeftSingularTest {
  @Test
  void vectorsDiagonaliseTheProductWithTheTranspose() {
    check(Matrix.of(new double[] {3, 1, 2}, new double[] {-1, 0.5, 4}));
    check(Matrix.of(new double[] {3, 1}, new double[] {-1, 0.5}, new double[] {2, 2}));
  }

  private static void check(Matrix matrix) {
    LeftSingular svd = LeftSingular.of(matrix);
    assertThat(svd.values()).containsExactly(Svd.values(matrix), within(1e-13));
    Matrix u = svd.vectors();
    Matrix diagonal = u.transposed().times(matrix.times(matrix.transposed())).times(u);
    for (int i = 0; i < diagonal.rows(); i++) {
      for (int j = 0; j < diagonal.cols(); j++) {
        double square = svd.values()[i] * svd.values()[i];
        assertThat(diagonal.at(i, j)).isCloseTo(i == j ? square : 0, within(1e-12));
      }
    }
  }
}
