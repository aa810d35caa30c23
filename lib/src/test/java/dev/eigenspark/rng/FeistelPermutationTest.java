package dev.eigenspark.rng;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeistelPermutationTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 64, 1000, 4097})
  void isABijectionWithItsInverse(long size) {
    FeistelPermutation permutation =
        new FeistelPermutation(size, new CounterRandom(4, Streams.SHUFFLE, 9));
    Set<Long> seen = new HashSet<>();
    for (long i = 0; i < size; i++) {
      long value = permutation.apply(i);
      assertThat(value).isBetween(0L, size - 1);
      assertThat(permutation.inverse(value)).isEqualTo(i);
      seen.add(value);
    }
    assertThat(seen).hasSize((int) size);
  }

  @Test
  void dependsOnSeedAndKey() {
    assertThat(first100(1, 1)).isEqualTo(first100(1, 1));
    assertThat(first100(1, 1)).isNotEqualTo(first100(1, 2)).isNotEqualTo(first100(2, 1));
  }

  @Test
  void spreadsNeighbours() {
    FeistelPermutation permutation =
        new FeistelPermutation(10_000, new CounterRandom(1, Streams.SHUFFLE, 1));
    double gap = 0;
    for (long i = 0; i < 9_999; i++) {
      gap += Math.abs(permutation.apply(i + 1) - permutation.apply(i)) / 9_999.0;
    }
    // Two independent uniform places lie a third of the range apart on average.
    assertThat(gap).isBetween(3_100.0, 3_600.0);
  }

  @Test
  void worksBeyondTheRangeOfInt() {
    long size = 50_000_000_000L;
    FeistelPermutation permutation =
        new FeistelPermutation(size, new CounterRandom(1, Streams.SHUFFLE, 1));
    for (long i = size - 1000; i < size; i++) {
      assertThat(permutation.apply(i)).isBetween(0L, size - 1);
      assertThat(permutation.inverse(permutation.apply(i))).isEqualTo(i);
    }
  }

  private static long[] first100(long seed, long key) {
    FeistelPermutation permutation =
        new FeistelPermutation(1000, new CounterRandom(seed, Streams.SHUFFLE, key));
    long[] values = new long[100];
    for (int i = 0; i < values.length; i++) {
      values[i] = permutation.apply(i);
    }
    return values;
  }
}
