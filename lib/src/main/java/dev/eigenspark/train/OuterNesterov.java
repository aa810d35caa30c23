package dev.eigenspark.train;

import java.util.List;

/**
 * Gradient descent with Nesterov momentum on the change of a round (DiLoCo: Douillard et al.,
 * DiLoCo: Distributed low-communication training of language models, 2023): {@code g = x - m; u <-
 * mu u + g; x <- x - lr (g + mu u)}, with m the weighted mean of the workers. The form of the
 * momentum is that of Sutskever et al. 2013 at the point looked ahead to, as in PyTorch's SGD. With
 * lr = 1 and mu = 0 it is {@link PlainAverage}.
 *
 * @param lr outer learning rate
 * @param mu outer momentum
 */
record OuterNesterov(double lr, double mu) implements OuterOptimizer {
  @Override
  public Start next(float[] shared, float[] outer, List<WorkerResult> results) {
    double[] mean = WeightedMean.inDouble(results, TrainingState::parameters);
    float[] x = new float[shared.length];
    float[] u = new float[shared.length];
    for (int i = 0; i < x.length; i++) {
      double change = shared[i] - mean[i];
      double momentum = (outer.length == 0 ? 0 : mu * outer[i]) + change;
      u[i] = (float) momentum;
      // From the mean and not from x, where the mean would lose digits.
      x[i] = (float) (mean[i] + (1 - lr) * change - lr * mu * momentum);
    }
    return Start.everywhere(x, u);
  }
}
