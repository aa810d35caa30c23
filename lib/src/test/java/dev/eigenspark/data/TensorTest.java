package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import org.junit.jupiter.api.Test;

class TensorTest {
  @Test
  void aScalarHoldsOneValueAndAnEmptyDimensionNone() {
    assertThat(new Tensor("s", new int[0], new float[1]).values()).hasSize(1);
    assertThat(new Tensor("e", new int[] {3, 0}, new float[0]).values()).isEmpty();
  }

  @Test
  void refusesValuesThatDoNotFitTheShape() {
    assertThatThrownBy(() -> new Tensor("w", new int[] {2, 3}, new float[5]))
        .isInstanceOf(Failure.class)
        .hasMessage("tensor 'w': shape [2, 3] does not hold 5 values");
  }

  @Test
  void refusesAShapeWhoseProductWrapsAround() {
    int[] wraps = {1 << 16, 1 << 16, 1 << 16, 1 << 16};

    assertThatThrownBy(() -> new Tensor("w", wraps, new float[0]))
        .hasMessageStartingWith("tensor 'w': impossible shape [65536");
    assertThatThrownBy(() -> new Tensor("w", new int[] {-1, -1}, new float[1]))
        .hasMessage("tensor 'w': impossible shape [-1, -1]");
  }
}
