package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PackedSymmetricTest {
  private static PackedSymmetric outer(double... w) {
    PackedSymmetric matrix = new PackedSymmetric(w.length);
    matrix.addOuter(1, w);
    return matrix;
  }

  @Test
  void holdsBothSidesOfTheDiagonal() {
    PackedSymmetric matrix = outer(1, 2, 3);
    assertThat(matrix.values()).containsExactly(1, 2, 3, 4, 6, 9);
    assertThat(matrix.at(2, 1)).isEqualTo(6);
    assertThat(matrix.at(1, 2)).isEqualTo(6);
    assertThat(matrix.block(1, 2, 0, 2).values()).containsExactly(2, 4, 3, 6);
  }

  @Test
  void addsWithoutChangingACopy() {
    PackedSymmetric matrix = outer(1, 2);
    PackedSymmetric copy = matrix.copy();
    matrix.add(outer(3, 1));
    assertThat(matrix.values()).containsExactly(10, 5, 5);
    assertThat(copy.values()).containsExactly(1, 2, 4);
  }

  @Test
  void refusesAnotherOrder() {
    PackedSymmetric matrix = outer(1, 2);
    assertThatThrownBy(() -> matrix.add(outer(1, 2, 3)))
        .hasMessage("cannot add a matrix of order 3 to one of order 2");
  }
}
