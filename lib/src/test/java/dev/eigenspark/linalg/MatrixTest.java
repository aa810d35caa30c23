package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MatrixTest {
  private final Matrix a = Matrix.of(new double[] {1, 2, 3}, new double[] {4, 5, 6});

  @Test
  void storesRowAfterRow() {
    assertThat(a.rows()).isEqualTo(2);
    assertThat(a.cols()).isEqualTo(3);
    assertThat(a.at(1, 0)).isEqualTo(4);
    assertThat(a.transposed().values()).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void multiplies() {
    assertThat(a.times(a.transposed()).values()).containsExactly(14, 32, 32, 77);
    assertThat(Matrix.identity(2).times(a).values()).containsExactly(a.values());
  }

  @Test
  void subtractsAndMeasures() {
    assertThat(a.minus(a).frobeniusNorm()).isZero();
    assertThat(Matrix.of(new double[] {3, -4}).frobeniusNorm()).isEqualTo(5);
  }

  @Test
  void refusesShapesThatDoNotFit() {
    assertThatThrownBy(() -> new Matrix(2, 2, new double[3]))
        .hasMessage("a 2 x 2 matrix does not hold 3 values");
    assertThatThrownBy(() -> a.times(a)).hasMessage("cannot multiply 2 x 3 by 2 x 3");
    assertThatThrownBy(() -> a.minus(a.transposed()))
        .hasMessage("cannot subtract 3 x 2 from 2 x 3");
  }
}
