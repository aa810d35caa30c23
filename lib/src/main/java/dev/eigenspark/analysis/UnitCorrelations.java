package dev.eigenspark.analysis;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.similarity.Comparison;

/**
 * Correlations of units of two networks.
 *
 * @param across of x (rows) with y (columns)
 * @param amongX of x with each other
 * @param amongY of y with each other
 */
record UnitCorrelations(Matrix across, Matrix amongX, Matrix amongY) {
  static UnitCorrelations of(Comparison comparison, int x, int y) {
    return new UnitCorrelations(
        comparison.correlations(x, y),
        comparison.correlations(x, x),
        comparison.correlations(y, y));
  }

  /** Absolute values across. */
  Matrix strengths() {
    double[] values = across.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]);
    }
    return new Matrix(across.rows(), across.cols(), values);
  }

  /** Absolute values among all units, those of x first. */
  Matrix affinity() {
    int p = across.rows();
    int n = p + across.cols();
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        values[i * n + j] = Math.abs(of(i, j, p));
      }
    }
    return new Matrix(n, n, values);
  }

  private double of(int i, int j, int p) {
    if (i < p) {
      return j < p ? amongX.at(i, j) : across.at(i, j - p);
    }
    return j < p ? across.at(j, i - p) : amongY.at(i - p, j - p);
  }
}
