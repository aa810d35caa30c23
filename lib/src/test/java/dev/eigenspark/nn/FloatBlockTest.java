package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FloatBlockTest {

  @Test
  void newMemoryIsZeroAndAligned() {
    try (FloatBlock block = FloatBlock.allocate(33)) {
      assertThat(block.address() % 64).isZero();
      assertThat(block.read(33)).containsOnly(0f);
    }
  }

  @Test
  void writesThroughToTheArrayItViews() {
    INDArray array = Nd4j.zeros(2, 3);
    FloatBlock.of(array).put(4, 7f);
    assertThat(array.getFloat(1, 1)).isEqualTo(7f);
  }

  @Test
  void followsTheOffsetOfASlice() {
    INDArray vector = Nd4j.create(new float[] {0, 1, 2, 3, 4});
    FloatBlock slice = FloatBlock.of(vector.get(NDArrayIndex.interval(2, 5)));
    assertThat(slice.read(3)).containsExactly(2f, 3f, 4f);
  }

  @Test
  void refusesAnArrayWithGaps() {
    INDArray column = Nd4j.zeros(3, 4).getColumn(1);
    assertThatThrownBy(() -> FloatBlock.of(column)).hasMessageContaining("not contiguous");
  }

  @Test
  void refusesWhatAByteBufferCannotAddress() {
    assertThatThrownBy(() -> FloatBlock.allocate(1L << 29))
        .hasMessageContaining("use a smaller batch or fewer steps");
  }
}
