package dev.eigenspark.jobs;

import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.config.TrainOptions.Averaging.Inner;

/**
 * Bytes that a round moves for each worker.
 *
 * @param down from the driver: parameters and optimizer memory
 * @param up to the driver
 */
record RoundTraffic(long down, long up) {
  // Guesses for workers on one machine; `bench round` measures both.
  private static final double LATENCY_SECONDS = 0.01;
  private static final double BYTES_PER_SECOND = 3e8;

  static RoundTraffic of(TrainOptions options, long parameters) {
    long memory = parameters * optimizerNumbers(options.optimizer());
    long own = options.averaging().inner() == Inner.KEEP ? memory : 0;
    return new RoundTraffic(
        Float.BYTES * (parameters + memory + own), Float.BYTES * (parameters + memory));
  }

  /** Numbers that the optimizer keeps for each parameter. */
  private static long optimizerNumbers(TrainOptions.Optimizer optimizer) {
    return switch (optimizer) {
      case SGD -> 0;
      case RMSPROP -> 1;
      case ADAM -> 2;
    };
  }

  /** Bytes of all workers, both ways. */
  long total(int workers) {
    return workers * (down + up);
  }

  /** Time of a round of so many workers beside its local steps, a guess. */
  double seconds(int workers) {
    return LATENCY_SECONDS + total(workers) / BYTES_PER_SECOND;
  }
}
