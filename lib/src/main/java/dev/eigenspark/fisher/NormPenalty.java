package dev.eigenspark.fisher;

/**
 * The gradient of {@code |g|^2}, g the gradient of a loss whose labels are frozen: {@code 2 H g} by
 * a central difference of g along {@code u = g / |g|}, {@code 2 |g| (g(x + r u) - g(x - r u)) /
 * 2r}. Labels that are drawn depend on the parameters, too: for n of them with the loss their mean,
 * the gradient of {@code E |g|^2} is the mean of {@code 2 H g - n |g|^2 g}.
 *
 * @param gradient of the loss
 * @param labels n to follow the probabilities of the labels, or 0 to leave them alone
 */
public record NormPenalty(GradientAt gradient, long labels) {
  /** The gradient of a loss. */
  public interface GradientAt {
    /** That at these parameters; the same labels at every call. */
    double[] of(double[] parameters);
  }

  /**
   * The gradient of the squared norm.
   *
   * @param step r
   */
  public double[] at(double[] point, double step) {
    double[] g = gradient.of(point);
    double square = 0;
    for (double value : g) {
      square += value * value;
    }
    double norm = Math.sqrt(square);
    double[] result = new double[g.length];
    if (norm == 0) {
      return result;
    }
    double[] above = gradient.of(moved(point, g, step / norm));
    double[] below = gradient.of(moved(point, g, -step / norm));
    for (int i = 0; i < result.length; i++) {
      result[i] = norm * (above[i] - below[i]) / step - labels * square * g[i];
    }
    return result;
  }

  private static double[] moved(double[] point, double[] direction, double factor) {
    double[] result = point.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += factor * direction[i];
    }
    return result;
  }
}
