package dev.eigenspark.bench;

import java.util.function.IntFunction;
import java.util.stream.DoubleStream;

/** Rounds of training as a contender; each block trains anew. */
final class RoundContender implements Contender {
  private static final int MOST_ROUNDS = 1000;

  private final String name;
  private final int rounds;
  private final IntFunction<double[]> training;
  private double slowestMs = Double.POSITIVE_INFINITY;

  /**
   * A contender.
   *
   * @param rounds rounds that make one iteration
   * @param training trains so many rounds and returns the milliseconds of each
   */
  RoundContender(String name, int rounds, IntFunction<double[]> training) {
    this.name = name;
    this.rounds = rounds;
    this.training = training;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double[] block(double seconds) {
    DoubleStream.Builder iterations = DoubleStream.builder();
    double leftMs = 1e3 * seconds;
    do {
      int count = (int) Math.max(1, Math.min(leftMs / slowestMs, MOST_ROUNDS / rounds));
      double[] milliseconds = training.apply(count * rounds);
      slowestMs = 0;
      for (int i = 0; i < count; i++) {
        double sum = DoubleStream.of(milliseconds).skip((long) i * rounds).limit(rounds).sum();
        iterations.add(sum);
        leftMs -= sum;
        slowestMs = Math.max(slowestMs, sum);
      }
    } while (leftMs > 0);
    return iterations.build().toArray();
  }
}
