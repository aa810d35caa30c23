package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MatrixProductTest {
  private static final Matrix A = Matrix.of(new double[] {1, 2, 3}, new double[] {4, 5, 6});
  private static final Matrix B =
      Matrix.of(new double[] {1, 0, 2, 1}, new double[] {0, 1, 1, 1}, new double[] {3, 1, 0, 1});

  @Test
  void agreesWithThePlainProduct() {
    double[] expected = A.times(B).values();
    assertThat(MatrixProduct.of(A, B).values()).containsExactly(expected, within(1e-14));
    assertThat(MatrixProduct.leftTransposed(A.transposed(), B).values())
        .containsExactly(expected, within(1e-14));
    assertThat(MatrixProduct.rightTransposed(A, B.transposed()).values())
        .containsExactly(expected, within(1e-14));
  }

  @Test
  void refusesShapesThatDoNotFit() {
    assertThatThrownBy(() -> MatrixProduct.of(B, A)).hasMessage("inner sizes 4 and 2 differ");
  }
}
