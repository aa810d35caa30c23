package dev.eigenspark.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The expected numbers are those that {@code numpy.random.RandomState} prints. */
class NumpyRandomStateTest {
  @Test
  void drawsTheNnRnnPapersOrders() {
    NumpyRandomState random = new NumpyRandomState(1234);
    assertThat(Arrays.copyOf(random.permutation(784), 10))
        .containsExactly(529, 511, 328, 133, 532, 378, 156, 305, 143, 582);
    int[] images = random.permutation(60_000);
    assertThat(Arrays.copyOf(images, 5)).containsExactly(8550, 21862, 695, 39481, 32467);
    assertThat(Arrays.copyOfRange(images, 50_000, 50_003)).containsExactly(47579, 56372, 8313);
  }

  @Test
  void drawsTheHDetachPapersOrders() {
    assertThat(Arrays.copyOf(new NumpyRandomState(150).permutation(784), 8))
        .containsExactly(176, 32, 363, 605, 548, 781, 276, 775);
    assertThat(Arrays.copyOf(new NumpyRandomState(250).permutation(784), 8))
        .containsExactly(664, 629, 338, 761, 706, 569, 282, 83);
  }

  @Test
  void takesEverySeedThatNumpyTakes() {
    assertThat(new NumpyRandomState(0).permutation(10))
        .containsExactly(2, 8, 4, 9, 1, 6, 7, 3, 0, 5);
    assertThat(new NumpyRandomState(NumpyRandomState.MAX_SEED).permutation(10))
        .containsExactly(6, 9, 5, 1, 8, 0, 7, 4, 2, 3);
  }

  @Test
  void holdsEveryNumberOnce() {
    for (int size : new int[] {0, 1, 2, 3, 256, 257}) {
      int[] values = new NumpyRandomState(7).permutation(size);
      Arrays.sort(values);
      assertThat(values).isEqualTo(IntStream.range(0, size).toArray());
    }
  }
}
