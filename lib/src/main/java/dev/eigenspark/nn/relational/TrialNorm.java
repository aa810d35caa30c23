package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.relational.ContextNorm.Variance;
import java.util.Arrays;

/**
 * {@link ContextNorm} of one trial, in place. Position t of the trial lies at {@code at + t
 * stride}. Way back, with G = dL/dzhat and H = gamma G:
 *
 * <pre>
 *   dL/dgamma = sum G u      dL/dbeta = sum G
 *   dL/dz_t = 1/sigma (H_t - 1/n sum_j H_j - u_t 1/(n-1) sum_j H_j u_j)
 * </pre>
 *
 * <p>with n in place of n - 1 where the variance is biased. One thread at a time uses it.
 */
final class TrialNorm {
  private static final double EPSILON = 1e-8;

  private final int window;
  private final int divisor;
  private final int features;
  private final int width;
  private final double[] first;
  private final double[] second;

  /**
   * The norm of codes side by side.
   *
   * @param window positions of a window, n
   * @param features of all codes at a position
   * @param copies codes at a position
   */
  TrialNorm(int window, Variance variance, int features, int copies) {
    this.window = window;
    this.features = features;
    divisor = variance == Variance.UNBIASED ? window - 1 : window;
    width = features / copies;
    first = new double[features];
    second = new double[features];
  }

  /** Another one, with scratch of its own. */
  TrialNorm(TrialNorm other) {
    window = other.window;
    divisor = other.divisor;
    features = other.features;
    width = other.width;
    first = new double[features];
    second = new double[features];
  }

  int window() {
    return window;
  }

  int width() {
    return width;
  }

  /**
   * One window forward.
   *
   * @param z becomes zhat
   * @param u receives u, where z lies
   * @param inverse receives 1 / sigma from {@code inverseAt} on
   */
  void forward(
      double[] z,
      double[] u,
      int at,
      int stride,
      double[] gamma,
      double[] beta,
      double[] inverse,
      int inverseAt) {
    center(z, u, at, stride);
    for (int k = 0; k < features; k++) {
      inverse[inverseAt + k] = 1 / Math.sqrt(second[k] / divisor + EPSILON);
    }
    for (int t = 0; t < window; t++) {
      int from = at + t * stride;
      for (int k = 0; k < features; k++) {
        u[from + k] *= inverse[inverseAt + k];
      }
      for (int copy = from; copy < from + features; copy += width) {
        for (int k = 0; k < width; k++) {
          z[copy + k] = gamma[k] * u[copy + k] + beta[k];
        }
      }
    }
  }

  /** u = z - mu; the sums of squares are then in {@code second}. */
  private void center(double[] z, double[] u, int at, int stride) {
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    for (int t = 0; t < window; t++) {
      int from = at + t * stride;
      for (int k = 0; k < features; k++) {
        first[k] += z[from + k];
      }
    }
    for (int k = 0; k < features; k++) {
      first[k] /= window;
    }
    for (int t = 0; t < window; t++) {
      int from = at + t * stride;
      for (int k = 0; k < features; k++) {
        double distance = z[from + k] - first[k];
        u[from + k] = distance;
        second[k] += distance * distance;
      }
    }
  }

  /**
   * One window backward.
   *
   * @param g dL/dzhat becomes dL/dz
   * @param dGamma what dL/dgamma is added to
   * @param dBeta what dL/dbeta is added to
   */
  void backward(
      double[] g,
      double[] u,
      int at,
      int stride,
      double[] gamma,
      double[] inverse,
      int inverseAt,
      double[] dGamma,
      double[] dBeta) {
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    for (int t = 0; t < window; t++) {
      int from = at + t * stride;
      for (int copy = from; copy < from + features; copy += width) {
        for (int k = 0; k < width; k++) {
          dBeta[k] += g[copy + k];
          dGamma[k] += g[copy + k] * u[copy + k];
          g[copy + k] *= gamma[k];
        }
      }
      for (int k = 0; k < features; k++) {
        first[k] += g[from + k];
        second[k] += g[from + k] * u[from + k];
      }
    }
    for (int t = 0; t < window; t++) {
      int from = at + t * stride;
      for (int k = 0; k < features; k++) {
        double kept = g[from + k] - first[k] / window - u[from + k] * (second[k] / divisor);
        g[from + k] = inverse[inverseAt + k] * kept;
      }
    }
  }
}
