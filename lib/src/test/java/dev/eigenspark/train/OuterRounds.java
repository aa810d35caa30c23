package dev.eigenspark.train;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.ArrayList;
import java.util.List;

/** Rounds without a network: workers come back from where they started with noise added. */
final class OuterRounds {
  static final int SIZE = 40;

  private OuterRounds() {}

  static WorkerResult result(int worker, long examples, float... values) {
    TrainingState state = new TrainingState(1, values, new float[0]);
    return new WorkerResult(worker, state, examples, 0, 0, 0, 0, List.of());
  }

  /** Parameters and no memory, as before the first round. */
  static OuterOptimizer.Start begin() {
    return OuterOptimizer.Start.everywhere(noise(-1, 0, 2), new float[0]);
  }

  /** The results of {@code workers} workers, each with another number of examples. */
  static List<WorkerResult> results(OuterOptimizer.Start start, int workers, int round) {
    List<WorkerResult> results = new ArrayList<>();
    for (int k = 0; k < workers; k++) {
      float[] values = start.own().isEmpty() ? start.shared().clone() : start.own().get(k).clone();
      float[] step = noise(round, k, 0.2f);
      for (int i = 0; i < SIZE; i++) {
        values[i] += step[i];
      }
      results.add(result(k, examples(k), values));
    }
    return results;
  }

  static long examples(int worker) {
    return 10L * (worker + 1);
  }

  /** The weighted mean of element {@code i}, in the plainest way. */
  static double mean(List<WorkerResult> results, int i) {
    double sum = 0;
    double total = 0;
    for (WorkerResult result : results) {
      sum += (double) result.state().parameters()[i] * result.examples();
      total += result.examples();
    }
    return sum / total;
  }

  /** The start of the round after this one. */
  static OuterOptimizer.Start next(
      OuterOptimizer outer, OuterOptimizer.Start start, List<WorkerResult> results) {
    return outer.next(start.shared(), start.outer(), results);
  }

  private static float[] noise(int round, int worker, float spread) {
    CounterRandom random = new CounterRandom(5, Streams.INIT, 1000 + 10L * round + worker);
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = spread * (random.nextFloat() - 0.5f);
    }
    return values;
  }
}
