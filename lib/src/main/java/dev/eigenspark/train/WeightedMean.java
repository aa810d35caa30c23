package dev.eigenspark.train;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The mean of the workers' vectors, weighted by the trials that each saw: {@code sum_k n_k x_k /
 * sum_k n_k}. Each element is summed in double along a fixed binary tree over the worker index, so
 * the result has the same bits whatever order they arrived in and however many threads add; with
 * one worker it is that worker's vector exactly.
 */
final class WeightedMean {
  /** Elements that are summed together: the sums of a tree's branch stay in the cache. */
  private static final int PIECE = 4096;

  private final List<float[]> vectors;
  private final long[] examples;
  private final double total;
  private final float[] mean;

  private WeightedMean(List<float[]> vectors, long[] examples) {
    this.vectors = vectors;
    this.examples = examples;
    total = LongStream.of(examples).sum();
    mean = new float[vectors.get(0).length];
  }

  /** The mean of one vector of every result; results are in the order of their worker index. */
  static float[] of(List<WorkerResult> results, Function<TrainingState, float[]> vector) {
    WeightedMean work =
        new WeightedMean(
            results.stream().map(WorkerResult::state).map(vector).toList(),
            results.stream().mapToLong(WorkerResult::examples).toArray());
    int pieces = (work.mean.length + PIECE - 1) / PIECE;
    IntStream.range(0, pieces).parallel().forEach(work::average);
    return work.mean;
  }

  private void average(int piece) {
    int first = piece * PIECE;
    double[] sum = new double[Math.min(PIECE, mean.length - first)];
    sum(0, vectors.size(), first, sum);
    for (int i = 0; i < sum.length; i++) {
      mean[first + i] = (float) (sum[i] / total);
    }
  }

  /** Writes the sum over the workers {@code from} to {@code to}, of a piece, to {@code sum}. */
  private void sum(int from, int to, int first, double[] sum) {
    if (to - from == 1) {
      float[] values = vectors.get(from);
      double weight = examples[from];
      for (int i = 0; i < sum.length; i++) {
        sum[i] = weight * values[first + i];
      }
      return;
    }
    int middle = (from + to) >>> 1;
    double[] right = new double[sum.length];
    sum(from, middle, first, sum);
    sum(middle, to, first, right);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += right[i];
    }
  }
}
