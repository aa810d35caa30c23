package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeMatrixTest {
  @Test
  void isZeroAndTakesASmallerMatrixInItsCorner() {
    NativeMatrix matrix = new NativeMatrix(3, 3);
    matrix.set(Matrix.of(new double[] {1, 2}, new double[] {3, 4}));
    assertThat(matrix.leading(3).values()).containsExactly(1, 2, 0, 3, 4, 0, 0, 0, 0);
    assertThat(matrix.leading(2).values()).containsExactly(1, 2, 3, 4);
    assertThat(matrix.at(1, 0).get()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 32, 77})
  void subtractsItsTranspose(int n) {
    Matrix values = Matrices.random(n, 1);
    NativeMatrix matrix = new NativeMatrix(n, n);
    matrix.set(values);
    matrix.subtractTranspose(Parts.IN_TURN);
    double[] expected = values.minus(values.transposed()).values();
    for (int i = 0; i < expected.length; i++) {
      // Equal as numbers: the diagonal may be a negative zero.
      assertThat(matrix.values().get(i) == expected[i]).isTrue();
    }
  }

  @Test
  void refusesToBeEmpty() {
    assertThatThrownBy(() -> new NativeMatrix(0, 3)).hasMessage("a 0 x 3 matrix is empty");
  }
}
