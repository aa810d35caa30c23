package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;

/**
 * Predicts one unit from few units of another network: {@code min_w 1/2 E(y - w.x)^2 + lambda
 * |w|_1} for z-scored units (Li et al., Convergent learning, ICLR 2016, section 4), by cyclic
 * coordinate descent on the correlations alone (Friedman, Hastie, Tibshirani, Journal of
 * Statistical Software 2010), so that no row is read again.
 *
 * @param weights w
 * @param loss {@code 1/2 E(y - w.x)^2}, in [0, 1/2], so that R^2 = 1 - 2 loss
 */
public record Lasso(double[] weights, double loss) {
  /** Largest change of a weight in a sweep at which it has converged. */
  private static final double TOLERANCE = 1e-12;

  private static final int MAX_SWEEPS = 100_000;

  /**
   * Fits.
   *
   * @param among correlations of the x with each other, p x p; a diagonal element of 0 marks a
   *     constant unit, whose weight stays 0
   * @param target correlations of the x with y, p numbers
   * @param lambda weight of the penalty, at least 0
   */
  public static Lasso fit(Matrix among, double[] target, double lambda) {
    int p = target.length;
    double[] weights = new double[p];
    double[] residual = target.clone();
    double change = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < MAX_SWEEPS && change > TOLERANCE; sweep++) {
      change = 0;
      for (int j = 0; j < p; j++) {
        double own = among.at(j, j);
        if (own > 0) {
          double moved = soft(residual[j] + own * weights[j], lambda) / own - weights[j];
          update(among, residual, j, moved);
          weights[j] += moved;
          change = Math.max(change, Math.abs(moved));
        }
      }
    }
    // The residual is target - G w.
    double explained = 0;
    for (int j = 0; j < p; j++) {
      explained += weights[j] * (target[j] + residual[j]);
    }
    return new Lasso(weights, 0.5 * (1 - explained));
  }

  /** How many weights are not zero. */
  public int active() {
    int count = 0;
    for (double weight : weights) {
      count += weight == 0 ? 0 : 1;
    }
    return count;
  }

  private static void update(Matrix among, double[] residual, int j, double moved) {
    if (moved == 0) {
      return;
    }
    for (int k = 0; k < residual.length; k++) {
      residual[k] -= moved * among.at(j, k);
    }
  }

  private static double soft(double value, double lambda) {
    return Math.signum(value) * Math.max(0, Math.abs(value) - lambda);
  }
}
