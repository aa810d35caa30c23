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

  /** Reads a piece of the vector of worker {@code k}, from element {@code first} on. */
  private interface Source {
    void read(int k, int first, double[] piece);
  }

  /** Takes a piece of the mean. */
  private interface Sink {
    void accept(int first, double[] piece);
  }

  private final long[] weights;
  private final double total;
  private final Source source;

  private WeightedMean(long[] weights, Source source) {
    this.weights = weights;
    total = LongStream.of(weights).sum();
    this.source = source;
  }

  /** The mean of one vector of every result; results are in the order of their worker index. */
  static float[] of(List<WorkerResult> results, Function<TrainingState, float[]> vector) {
    List<float[]> vectors = results.stream().map(WorkerResult::state).map(vector).toList();
    float[] mean = new float[vectors.get(0).length];
    of(results, vectors)
        .run(
            mean.length,
            (first, piece) -> {
              for (int i = 0; i < piece.length; i++) {
                mean[first + i] = (float) piece[i];
              }
            });
    return mean;
  }

  /** The same before it is rounded to float. */
  static double[] inDouble(List<WorkerResult> results, Function<TrainingState, float[]> vector) {
    List<float[]> vectors = results.stream().map(WorkerResult::state).map(vector).toList();
    double[] mean = new double[vectors.get(0).length];
    of(results, vectors)
        .run(mean.length, (first, piece) -> System.arraycopy(piece, 0, mean, first, piece.length));
    return mean;
  }

  /** The mean of double vectors, one for each weight. */
  static double[] of(long[] weights, double[][] vectors) {
    double[] mean = new double[vectors[0].length];
    new WeightedMean(
            weights,
            (k, first, piece) -> System.arraycopy(vectors[k], first, piece, 0, piece.length))
        .run(mean.length, (first, piece) -> System.arraycopy(piece, 0, mean, first, piece.length));
    return mean;
  }

  private static WeightedMean of(List<WorkerResult> results, List<float[]> vectors) {
    return new WeightedMean(
        results.stream().mapToLong(WorkerResult::examples).toArray(),
        (k, first, piece) -> widen(vectors.get(k), first, piece));
  }

  private static void widen(float[] values, int first, double[] piece) {
    for (int i = 0; i < piece.length; i++) {
      piece[i] = values[first + i];
    }
  }

  private void run(int length, Sink sink) {
    int pieces = (length + PIECE - 1) / PIECE;
    IntStream.range(0, pieces)
        .parallel()
        .forEach(
            p -> {
              int first = p * PIECE;
              double[] piece = new double[Math.min(PIECE, length - first)];
              sum(0, weights.length, first, piece);
              for (int i = 0; i < piece.length; i++) {
                piece[i] /= total;
              }
              sink.accept(first, piece);
            });
  }

  /** Writes the weighted sum over the workers [from, to) of a piece to {@code sum}. */
  private void sum(int from, int to, int first, double[] sum) {
    if (to - from == 1) {
      source.read(from, first, sum);
      for (int i = 0; i < sum.length; i++) {
        sum[i] *= weights[from];
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
