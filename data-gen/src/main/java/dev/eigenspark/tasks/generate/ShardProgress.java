package dev.eigenspark.tasks.generate;

/** Hears on the driver, in the calling thread, how far a generation has come. */
@FunctionalInterface
public interface ShardProgress {
  /** Says nothing. */
  ShardProgress SILENT = (done, total) -> {};

  /** {@code done} of {@code total} shards are written. */
  void shards(long done, long total);
}
