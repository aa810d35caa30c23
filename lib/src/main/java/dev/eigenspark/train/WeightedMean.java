package dev.eigenspark.train;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/**
 * The mean of the workers' vectors, weighted by the trials that each saw: {@code sum_k n_k x_k /
 * sum_k n_k}. Summed in double along a fixed binary tree over the worker index, so the result has
 * the same bits whatever order they arrived in; with one worker it is that worker's vector exactly.
 */
final class WeightedMean {
  private WeightedMean() {}

  /** The mean of one vector of every result; results are in the order of their worker index. */
  static float[] of(List<WorkerResult> results, Function<TrainingState, float[]> vector) {
    long[] weights = results.stream().mapToLong(WorkerResult::examples).toArray();
    double[] exact = of(weights, k -> widened(vector.apply(results.get(k).state())));
    float[] mean = new float[exact.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) exact[i];
    }
    return mean;
  }

  /**
   * The mean before it is rounded to float.
   *
   * @param weights one for each worker
   * @param vector the vector of a worker, which is overwritten
   */
  static double[] of(long[] weights, IntFunction<double[]> vector) {
    double[] mean = sum(weights, vector, 0, weights.length);
    double total = LongStream.of(weights).sum();
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= total;
    }
    return mean;
  }

  private static double[] sum(long[] weights, IntFunction<double[]> vector, int from, int to) {
    if (to - from == 1) {
      double[] weighted = vector.apply(from);
      for (int i = 0; i < weighted.length; i++) {
        weighted[i] *= weights[from];
      }
      return weighted;
    }
    int middle = (from + to) >>> 1;
    double[] left = sum(weights, vector, from, middle);
    double[] right = sum(weights, vector, middle, to);
    for (int i = 0; i < left.length; i++) {
      left[i] += right[i];
    }
    return left;
  }

  private static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
