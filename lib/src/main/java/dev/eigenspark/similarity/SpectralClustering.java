package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.SymmetricEigen;

/**
 * Groups units by an affinity W, such as the absolute values of their correlations within and
 * between networks: the rows of the k first eigenvectors of {@code D^(-1/2) W D^(-1/2)}, scaled to
 * length 1, go to k-means (Ng, Jordan, Weiss, On spectral clustering, NeurIPS 2001). There is no
 * chance in it: k-means starts from unit 0 and the units farthest from those before.
 */
public final class SpectralClustering {
  private SpectralClustering() {}

  /**
   * The group of every unit, numbered in the order of their first units.
   *
   * @param affinity symmetric, at least 0; its diagonal is taken as 0
   * @param groups k, from 1 to the number of units
   */
  public static int[] groups(Matrix affinity, int groups) {
    if (groups < 1 || groups > affinity.rows()) {
      throw new IllegalArgumentException(
          groups + " groups of " + affinity.rows() + " units; give from 1 to as many");
    }
    SymmetricEigen eigen = SymmetricEigen.of(normalised(affinity));
    double[][] points = new double[affinity.rows()][groups];
    for (int i = 0; i < points.length; i++) {
      double square = 0;
      for (int k = 0; k < groups; k++) {
        points[i][k] = eigen.vectors().at(k, i);
        square += points[i][k] * points[i][k];
      }
      for (int k = 0; k < groups && square > 0; k++) {
        points[i][k] /= Math.sqrt(square);
      }
    }
    return KMeans.groups(points, groups);
  }

  private static Matrix normalised(Matrix affinity) {
    int n = affinity.rows();
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      double degree = 0;
      for (int j = 0; j < n; j++) {
        degree += i == j ? 0 : affinity.at(i, j);
      }
      scale[i] = degree > 0 ? 1 / Math.sqrt(degree) : 0;
    }
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out[i * n + j] = i == j ? 0 : scale[i] * affinity.at(i, j) * scale[j];
      }
    }
    return new Matrix(n, n, out);
  }
}
