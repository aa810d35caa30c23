package dev.eigenspark.train;

import java.util.List;

/**
 * Plain parameter averaging (Povey, Zhang, Khudanpur, Parallel training of DNNs with natural
 * gradient and parameter averaging, 2015; Stich, Local SGD converges fast and communicates little,
 * ICLR 2019): {@code x <- sum_k n_k x_k / sum_k n_k}, with n_k the examples of worker k.
 */
final class PlainAverage implements OuterOptimizer {
  @Override
  public Start next(float[] shared, float[] outer, List<WorkerResult> results) {
    return Start.everywhere(WeightedMean.of(results, TrainingState::parameters), outer);
  }
}
