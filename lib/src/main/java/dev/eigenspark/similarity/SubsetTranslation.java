package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;

/**
 * Linear CKA of a representation X with itself after the rows outside a subset S moved by c v, |v|
 * = 1 (Davari, Horoi et al., Reliability of CKA as a similarity measure in deep learning, ICLR
 * 2023, theorem 1). It needs no rows, but the covariance C = Xc^T Xc / n, the centred mean mu of S
 * and its share rho of the rows:
 *
 * <pre>
 * C_xy = C - c rho mu v^T
 * C_yy = C - c rho (mu v^T + v mu^T) + c^2 rho (1 - rho) v v^T
 * CKA(c) = |C_xy|_F^2 / (|C|_F |C_yy|_F)
 * CKA(inf) = rho / (1 - rho) |mu|^2 / tr C sqrt(PR),   PR = (tr C)^2 / |C|_F^2
 * </pre>
 *
 * The paper states the limit for rho up to 1/2; it holds for all, and is the same when S moves in
 * place of the others. A rotation of v leaves it, too, but not CKA(c).
 *
 * @param square |C|_F^2
 * @param trace tr C
 * @param rho share of the rows in S, in (0, 1)
 * @param meanSquare |mu|^2
 * @param meanAlong mu . v
 * @param cross mu^T C v
 * @param along v^T C v
 */
public record SubsetTranslation(
    double square,
    double trace,
    double rho,
    double meanSquare,
    double meanAlong,
    double cross,
    double along) {
  /** Validates the share. */
  public SubsetTranslation {
    if (!(rho > 0 && rho < 1)) {
      throw new IllegalArgumentException("rho = " + rho + " must be above 0 and below 1");
    }
  }

  /**
   * The translation along v.
   *
   * @param covariance C, d x d
   * @param mean mu, d numbers
   * @param direction v, of length 1
   */
  public static SubsetTranslation of(
      Matrix covariance, double[] mean, double rho, double[] direction) {
    double norm = covariance.frobeniusNorm();
    double trace = 0;
    for (int i = 0; i < mean.length; i++) {
      trace += covariance.at(i, i);
    }
    Matrix v = new Matrix(direction.length, 1, direction);
    double[] image = covariance.times(v).values();
    return new SubsetTranslation(
        norm * norm,
        trace,
        rho,
        dot(mean, mean),
        dot(mean, direction),
        dot(mean, image),
        dot(direction, image));
  }

  /** CKA after a move by {@code c}. */
  public double cka(double c) {
    double a = c * rho;
    double b = c * c * rho * (1 - rho);
    double xy = square - 2 * a * cross + a * a * meanSquare;
    double yy =
        square
            + a * a * 2 * (meanSquare + meanAlong * meanAlong)
            + b * b
            - 4 * a * cross
            + 2 * b * along
            - 4 * a * b * meanAlong;
    return xy / Math.sqrt(square * yy);
  }

  /** CKA after a move to infinity. */
  public double limit() {
    return rho / (1 - rho) * meanSquare / trace * Math.sqrt(participationRatio());
  }

  /** PR of C. */
  public double participationRatio() {
    return trace * trace / square;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
