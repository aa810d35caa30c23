package dev.eigenspark.jobs;

import dev.eigenspark.data.ShardWriter;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.TrialBuffer;
import java.util.List;
import java.util.SortedMap;

/**
 * What a generation would do.
 *
 * @param task name of the task
 * @param seed seed of the dataset
 * @param rows rows of each split
 * @param shards Parquet files
 * @param bytes their size, estimated from a sample
 */
record GenerateEstimate(
    String task, long seed, SortedMap<String, Long> rows, long shards, long bytes) {
  private static final long SAMPLE_ROWS = 256;

  /**
   * The estimate for a plan; makes a few of its trials in memory.
   *
   * @throws dev.eigenspark.Failure of kind CONFIGURATION or DATA if the task cannot make its rows
   */
  static GenerateEstimate of(DatasetPlan plan) {
    plan.rows().forEach(plan.source()::requireRows);
    long total = plan.rows().values().stream().mapToLong(Long::longValue).sum();
    int sample = (int) Math.min(SAMPLE_ROWS, plan.data().rows().train());
    // The first row of a file brings its headers and footer along.
    long first = bytes(plan, 1);
    double further = (bytes(plan, sample) - first) / Math.max(1.0, sample - 1);
    return new GenerateEstimate(
        plan.task().name(),
        plan.data().seed(),
        plan.rows(),
        plan.shards(),
        plan.shards() * first
            + Math.round(further * (total - plan.shards()))
            + plan.source().objects().map(objects -> objects.encode().length).orElse(0));
  }

  /** The size of a shard with the first {@code rows} rows. */
  private static long bytes(DatasetPlan plan, int rows) {
    ShardWriter writer = new ShardWriter(plan.source().columns(), 0);
    TrialBuffer trial = new TrialBuffer(plan.source().columns());
    for (long row = 0; row < rows; row++) {
      plan.source().fill(new CounterRandom(plan.data().seed(), Streams.TRAIN, row), trial);
      writer.add(trial);
    }
    return writer.finish().length;
  }

  List<String> lines() {
    long total = rows.values().stream().mapToLong(Long::longValue).sum();
    return List.of(
        "generate  %s, seed %d: %s trials %s in %s shards, about %s"
            .formatted(
                task, seed, Units.count(total), rows, Units.count(shards), Units.bytes(bytes)));
  }
}
