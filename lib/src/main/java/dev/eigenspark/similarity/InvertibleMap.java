package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;

/**
 * Linear CKA of a representation X of covariance C with X M: {@code |C M|_F^2 / (|C|_F |M^T C
 * M|_F)}. An invertible M keeps what a linear read-out can know, yet CKA is 1 for orthogonal M and
 * multiples alone; sqrt(PR / d) for a whitening one; towards 1/sqrt(2) for isotropic C and Gaussian
 * M with mean 0, and towards 1/sqrt(d) when M's mean is far above its deviation.
 */
public final class InvertibleMap {
  private InvertibleMap() {}

  /**
   * CKA(X, X M).
   *
   * @param covariance C, d x d
   * @param map M, d x d
   */
  public static double cka(Matrix covariance, Matrix map) {
    Matrix mapped = covariance.times(map);
    double cross = mapped.frobeniusNorm();
    double own = map.transposed().times(mapped).frobeniusNorm();
    return cross * cross / (covariance.frobeniusNorm() * own);
  }

  /** U Lambda^(-1/2) of C = U Lambda U^T, after which every direction has variance 1. */
  public static Matrix whitening(Matrix covariance) {
    PrincipalAxes axes = PrincipalAxes.of(covariance);
    return axes.whitening(axes.rank()).transposed();
  }
}
