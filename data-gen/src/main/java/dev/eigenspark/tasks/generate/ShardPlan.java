package dev.eigenspark.tasks.generate;

import dev.eigenspark.data.ShardEntry;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * One shard to be written. The plan depends on the rows and the rows per shard alone, never on
 * Spark's partitions.
 */
record ShardPlan(String split, int index, long firstRow, int rows) implements Serializable {
  /** The shards of all splits, in order. */
  static List<ShardPlan> of(SortedMap<String, Long> rows, int shardRows) {
    List<ShardPlan> shards = new ArrayList<>();
    rows.forEach(
        (split, total) -> {
          int index = 0;
          for (long first = 0; first < total; first += shardRows) {
            int count = (int) Math.min(shardRows, total - first);
            shards.add(new ShardPlan(split, index++, first, count));
          }
        });
    return shards;
  }

  String path() {
    return ShardEntry.path(split, index);
  }
}
