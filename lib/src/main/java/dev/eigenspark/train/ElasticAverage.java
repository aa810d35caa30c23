package dev.eigenspark.train;

import java.util.ArrayList;
import java.util.List;

/**
 * Elastic averaging (EASGD: Zhang, Choromanska, LeCun, Deep learning with elastic averaging SGD,
 * NeurIPS 2015, in its synchronous form with a period). Every worker goes on from parameters of its
 * own, pulled towards x, and x is pulled as much towards them: {@code x_k <- x_k - a_k (x_k - x); x
 * <- x + sum_k a_k (x_k - x)}, both from the values before, with {@code a_k = beta n_k / sum_j n_j}
 * and n_k the examples of worker k. So {@code x <- (1 - beta) x + beta m} for the weighted mean m;
 * among K equal workers a_k is the paper's {@code alpha = beta / K}.
 *
 * @param beta elasticity, in (0, 1]
 */
record ElasticAverage(double beta) implements OuterOptimizer {
  @Override
  public Start next(float[] shared, float[] outer, List<WorkerResult> results) {
    double[] mean = WeightedMean.inDouble(results, TrainingState::parameters);
    double total = results.stream().mapToLong(WorkerResult::examples).sum();
    List<float[]> own = new ArrayList<>();
    for (WorkerResult result : results) {
      double pull = beta * (result.examples() / total);
      own.add(between(result.state().parameters(), shared, pull));
    }
    float[] x = new float[shared.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (shared[i] + beta * (mean[i] - shared[i]));
    }
    return new Start(x, outer, own);
  }

  /** {@code from + share (to - from)}. */
  private static float[] between(float[] from, float[] to, double share) {
    float[] point = new float[from.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = (float) (from[i] + share * ((double) to[i] - from[i]));
    }
    return point;
  }
}
