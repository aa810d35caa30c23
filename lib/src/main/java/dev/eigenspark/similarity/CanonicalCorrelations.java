package dev.eigenspark.similarity;

import dev.eigenspark.linalg.LeftSingular;
import dev.eigenspark.linalg.Matrix;
import java.util.Arrays;

/**
 * Canonical correlation analysis of two layers from their covariances: the correlations rho_k are
 * the singular values of {@code M = Lx^(-1/2) Ux^T Cxy Uy Ly^(-1/2)} over the principal axes that
 * are used. All axes give CCA, those that hold 99 % of the variance SVCCA (Raghu et al., NeurIPS
 * 2017). PWCCA (Morcos, Raghu, Bengio, NeurIPS 2018) weighs rho_k by {@code sum_j |<h_k, x_j>|},
 * how much of the features x_j the canonical variable h_k of X stands for, and so is not symmetric.
 *
 * @param correlations rho_k from large to small, as many as the lesser rank
 * @param weighted the mean weighted as in PWCCA
 */
record CanonicalCorrelations(double[] correlations, double weighted) {
  /** Of the first axes of each; at least one of both is needed, else every mean is NaN. */
  static CanonicalCorrelations of(
      Matrix cross, PrincipalAxes x, int axesOfX, PrincipalAxes y, int axesOfY) {
    if (axesOfX == 0 || axesOfY == 0) {
      return new CanonicalCorrelations(new double[0], Double.NaN);
    }
    Matrix white = x.whitening(axesOfX).times(cross).times(y.whitening(axesOfY).transposed());
    LeftSingular svd = LeftSingular.of(white);
    // Row k holds <h_k, x_j> of every feature.
    Matrix shares = svd.vectors().transposed().times(x.colouring(axesOfX));
    double sum = 0;
    double weights = 0;
    for (int k = 0; k < svd.values().length; k++) {
      double weight = 0;
      for (int j = 0; j < shares.cols(); j++) {
        weight += Math.abs(shares.at(k, j));
      }
      sum += weight * svd.values()[k];
      weights += weight;
    }
    return new CanonicalCorrelations(svd.values(), sum / weights);
  }

  double mean() {
    return Arrays.stream(correlations).average().orElse(Double.NaN);
  }

  double meanSquare() {
    return Arrays.stream(correlations).map(rho -> rho * rho).average().orElse(Double.NaN);
  }
}
