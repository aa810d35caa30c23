package dev.eigenspark.bench;

import java.util.function.LongSupplier;
import java.util.stream.DoubleStream;

/** The timing loop of contenders in this process. */
final class TimedBlock {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private TimedBlock() {}

  /** Milliseconds of each iteration by this clock; see {@link Contender#block}. */
  static double[] run(Runnable iteration, double seconds, LongSupplier nanoTime) {
    iteration.run();
    DoubleStream.Builder milliseconds = DoubleStream.builder();
    long began = nanoTime.getAsLong();
    long now = began;
    do {
      long start = now;
      iteration.run();
      now = nanoTime.getAsLong();
      milliseconds.add((now - start) / NANOS_PER_MILLI);
    } while (now - began < seconds * NANOS_PER_SECOND);
    return milliseconds.build().toArray();
  }
}
