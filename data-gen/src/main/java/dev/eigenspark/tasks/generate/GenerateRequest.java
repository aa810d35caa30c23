package dev.eigenspark.tasks.generate;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Column;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.Task;
import dev.eigenspark.tasks.TrialSource;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A dataset to be made.
 *
 * @param task the task, for name, summary and paper
 * @param source the task with its options fixed
 * @param options the options as the manifest shows them
 * @param seed key of the random numbers
 * @param rows rows of each split: train, valid, test
 * @param shardRows rows of every shard of a split but the last
 * @param resolvedConf the whole configuration, kept beside the data
 * @param output where the dataset goes: a URI or a path
 * @param overwrite what to do when something is there already
 */
public record GenerateRequest(
    Task<?> task,
    TrialSource source,
    SortedMap<String, Object> options,
    long seed,
    SortedMap<String, Long> rows,
    int shardRows,
    String resolvedConf,
    String output,
    Overwrite overwrite) {
  /** A shard is built and read in memory: numbers that it may hold beside the ids. */
  private static final long MAX_SHARD_NUMBERS = 1L << 27;

  /** Validates the split names and sizes. */
  public GenerateRequest {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    if (rows.isEmpty()) {
      throw Failure.configuration("data.rows: at least one of train, valid, test is needed");
    }
    rows.forEach(GenerateRequest::checkRows);
    checkShard(source, shardRows);
  }

  private static void checkRows(String split, long rows) {
    Streams.ofSplit(split);
    if (rows < 1) {
      throw Failure.configuration("data.rows." + split + " = " + rows + ": must be at least 1 row");
    }
  }

  private static void checkShard(TrialSource source, int shardRows) {
    long numbers = source.columns().stream().mapToLong(Column::length).sum();
    long most = Math.max(1, MAX_SHARD_NUMBERS / numbers);
    if (shardRows < 1 || shardRows > most) {
      throw Failure.configuration(
          "data.shardRows = "
              + shardRows
              + ": must be 1 to "
              + most
              + " for trials of "
              + numbers
              + " numbers");
    }
  }
}
