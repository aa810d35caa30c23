package dev.eigenspark.train;

import java.util.List;

/**
 * Slow momentum on the change of a round (SlowMo: Wang, Tantia, Ballas, Rabbat, ICLR 2020, with a
 * constant inner learning rate taken into u): {@code u <- beta u + (x - m); x <- x - alpha u}, with
 * m the weighted mean of the workers. It is block momentum in its classical form (BMUF: Chen, Huo,
 * Scalable training of deep learning machines by incremental block training with intra-block
 * parallel optimization and blockwise model-update filtering, ICASSP 2016) with block learning rate
 * alpha. With alpha = 1 and beta = 0 it is {@link PlainAverage}, to the bit.
 *
 * @param alpha slow learning rate
 * @param beta slow momentum
 */
record SlowMomentum(double alpha, double beta) implements OuterOptimizer {
  @Override
  public Start next(float[] shared, float[] outer, List<WorkerResult> results) {
    double[] mean = WeightedMean.inDouble(results, TrainingState::parameters);
    float[] x = new float[shared.length];
    float[] u = new float[shared.length];
    for (int i = 0; i < x.length; i++) {
      double change = shared[i] - mean[i];
      double carried = outer.length == 0 ? 0 : beta * outer[i];
      u[i] = (float) (carried + change);
      // From the mean and not from x, where the mean would lose digits.
      x[i] = (float) (mean[i] + (1 - alpha) * change - alpha * carried);
    }
    return Start.everywhere(x, u);
  }
}
