package dev.eigenspark.jobs;

import dev.eigenspark.config.TrainOptions;

/**
 * What each Spark task of a command asks of its executor.
 *
 * @param cores processor cores
 * @param gpus GPUs
 */
record TaskResources(int cores, int gpus) {
  static final TaskResources ONE_CORE = new TaskResources(1, 0);

  /** What the workers of a training ask for. */
  static TaskResources of(TrainOptions options) {
    return new TaskResources(options.threads(), options.gpus());
  }
}
