package dev.eigenspark.train;

import java.util.List;
import java.util.function.Function;

/**
 * The mean of the workers' vectors, weighted by the trials that each saw: {@code sum_k n_k x_k /
 * sum_k n_k}. Summed in double along a fixed binary tree over the worker index, so the result has
 * the same bits whatever order they arrived in; with one worker it is that worker's vector exactly.
 */
final class WeightedMean {
  private WeightedMean() {}

  /** The mean of one vector of every result; results are in the order of their worker index. */
  static float[] of(List<WorkerResult> results, Function<TrainingState, float[]> vector) {
    double[] exact = inDouble(results, vector);
    float[] mean = new float[exact.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) exact[i];
    }
    return mean;
  }

  /** The same before it is rounded to float. */
  static double[] inDouble(List<WorkerResult> results, Function<TrainingState, float[]> vector) {
    double total = results.stream().mapToLong(WorkerResult::examples).sum();
    double[] mean = sum(results, vector, 0, results.size());
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= total;
    }
    return mean;
  }

  private static double[] sum(
      List<WorkerResult> results, Function<TrainingState, float[]> vector, int from, int to) {
    if (to - from == 1) {
      WorkerResult result = results.get(from);
      float[] values = vector.apply(result.state());
      double[] weighted = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        weighted[i] = result.examples() * (double) values[i];
      }
      return weighted;
    }
    int middle = (from + to) >>> 1;
    double[] left = sum(results, vector, from, middle);
    double[] right = sum(results, vector, middle, to);
    for (int i = 0; i < left.length; i++) {
      left[i] += right[i];
    }
    return left;
  }
}
