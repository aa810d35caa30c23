package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.ParameterSpec;
import java.util.List;

/**
 * Temporal context normalisation (Webb, Dulberg, Frankland, Petrov, O'Reilly, Cohen, Learning
 * representations that support extrapolation, ICML 2020): over each window W of n positions of a
 * trial, feature by feature,
 *
 * <pre>
 *   mu = 1/n sum z_t      s2 = 1/(n-1) sum (z_t - mu)^2      sigma = sqrt(s2 + 1e-8)
 *   u_t = (z_t - mu) / sigma      zhat_t = gamma u_t + beta
 * </pre>
 *
 * <p>There are no running statistics: training and test are the same. Parameters: {@code gamma},
 * {@code beta} [1, d / copies], from 1 and 0, shared by all windows and copies. Computed in double:
 * where a feature is constant over the window, sigma is 1e-4 and gradients are large and cancel.
 *
 * @param window n, which divides the number of positions; 0 for the whole trial
 * @param variance how s2 is estimated
 * @param copies codes that lie side by side at each position and share gamma and beta
 */
public record ContextNorm(int window, Variance variance, int copies) implements Operator {
  private static final long serialVersionUID = 1L;

  /** Estimates of the variance. */
  public enum Variance {
    /** The sum of squares over n - 1, as in the papers' code. */
    UNBIASED,
    /** The sum of squares over n, as in later TensorFlow code. */
    BIASED
  }

  @Override
  public Extent output(Extent input) {
    int n = positions(input);
    if (n < 1 || input.steps() % n != 0 || (n == 1 && variance == Variance.UNBIASED)) {
      throw new IllegalArgumentException(
          "window "
              + window
              + " must divide the "
              + input.steps()
              + " positions of a trial, and hold at least 2");
    }
    return input;
  }

  private int positions(Extent input) {
    return window == 0 ? input.steps() : window;
  }

  @Override
  public List<ParameterSpec> parameters(Extent input) {
    int width = input.features() / copies;
    return List.of(
        new ParameterSpec("gamma", 1, width, width, width, Init.ONE),
        new ParameterSpec("beta", 1, width, width, width, Init.ZERO));
  }

  @Override
  public OperatorRunner runner(Extent input) {
    return new ContextNormRunner(
        input, new TrialNorm(positions(input), variance, input.features(), copies));
  }
}
