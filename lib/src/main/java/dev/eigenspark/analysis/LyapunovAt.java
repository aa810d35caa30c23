package dev.eigenspark.analysis;

import dev.eigenspark.SampleMean;
import java.util.List;

/**
 * The largest Lyapunov exponents of one run at one step.
 *
 * @param run the run's name
 * @param step updates so far
 * @param exponents each over the trials, from large to small, at least one
 */
record LyapunovAt(String run, long step, List<SampleMean> exponents) {
  /** The same in another unit. */
  LyapunovAt times(double factor) {
    return new LyapunovAt(run, step, exponents.stream().map(each -> each.times(factor)).toList());
  }

  double largest() {
    return exponents.get(0).mean();
  }

  /**
   * The dimension of the attractor by Kaplan and Yorke (Chaotic behavior of multidimensional
   * difference equations, 1979): {@code D = j + (lambda_1 + ... + lambda_j) / |lambda_{j+1}|}, with
   * j as large as keeps the sum from being negative. Where not even all the exponents that there
   * are sum to less than zero it is their number, which is then a lower bound.
   */
  double dimension() {
    double sum = 0;
    for (int j = 0; j < exponents.size(); j++) {
      double next = exponents.get(j).mean();
      if (sum + next < 0) {
        return j + sum / -next;
      }
      sum += next;
    }
    return exponents.size();
  }
}
