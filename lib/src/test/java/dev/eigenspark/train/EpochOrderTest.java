package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochOrderTest {

  @ParameterizedTest
  @CsvSource({"1, 10", "9, 10", "10, 10", "11, 10", "335, 10", "320, 10", "321, 10", "5000, 7"})
  void everyRowComesOnce(long rows, int shardRows) {
    for (long epoch = 0; epoch < 5; epoch++) {
      long[] order = order(rows, shardRows, epoch);
      Arrays.sort(order);
      assertThat(order).isEqualTo(LongStream.range(0, rows).toArray());
    }
  }

  @Test
  void epochsDiffer() {
    assertThat(order(500, 10, 0)).isNotEqualTo(order(500, 10, 1));
    assertThat(order(500, 10, 0)).isEqualTo(order(500, 10, 0));
  }

  @Test
  void rowsOfAWindowComeFromFewShards() {
    int shardRows = 10;
    long[] order = order(6_405, shardRows, 3);
    int window = EpochOrder.WINDOW_SHARDS * shardRows;
    for (int from = 0; from + window <= order.length; from += window) {
      long shards =
          Arrays.stream(order, from, from + window).map(row -> row / shardRows).distinct().count();
      // The short shard shifts the borders: a slice may hold up to that many rows of its neighbour.
      assertThat(shards).isLessThan(EpochOrder.WINDOW_SHARDS + shardRows);
    }
  }

  @Test
  void positionsMayBeAskedInAnyOrder() {
    long[] order = order(1000, 10, 0);
    EpochOrder epoch = new EpochOrder(1000, 10, 8, 0);
    for (int i = 999; i >= 0; i -= 37) {
      assertThat(epoch.row(i)).isEqualTo(order[i]);
    }
  }

  private static long[] order(long rows, int shardRows, long epoch) {
    EpochOrder order = new EpochOrder(rows, shardRows, 8, epoch);
    return LongStream.range(0, rows).map(order::row).toArray();
  }
}
