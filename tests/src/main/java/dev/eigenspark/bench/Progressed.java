package dev.eigenspark.bench;

import java.util.function.LongSupplier;

/**
 * How far a training came.
 *
 * @param iterations that were counted
 * @param seconds that they took
 */
record Progressed(long iterations, double seconds) {
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Trains until the iterations are done or the time is up. An iteration that ends too late is not
   * counted, and neither is its time: trainers that were started together are all still at work in
   * the time that counts. The first iteration always counts.
   */
  static Progressed of(Runnable iteration, TrainerPeer.Request request, LongSupplier nanoTime) {
    long began = nanoTime.getAsLong();
    iteration.run();
    Progressed counted = new Progressed(1, (nanoTime.getAsLong() - began) / NANOS_PER_SECOND);
    while (counted.iterations < request.iterations()) {
      iteration.run();
      double seconds = (nanoTime.getAsLong() - began) / NANOS_PER_SECOND;
      if (seconds > request.seconds()) {
        break;
      }
      counted = new Progressed(counted.iterations + 1, seconds);
    }
    return counted;
  }

  /** Iterations a second. */
  double rate() {
    return iterations / seconds;
  }
}
