package dev.eigenspark.tasks.generate;

import java.util.SortedMap;

/**
 * What a generation made.
 *
 * @param task name of the task
 * @param seed key of the random numbers
 * @param rows rows of each split
 * @param bytes bytes of all shards
 * @param sha256 the dataset's identity
 * @param seconds wall time
 */
public record GenerateSummary(
    String task,
    long seed,
    SortedMap<String, Long> rows,
    long bytes,
    String sha256,
    double seconds) {}
