package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.Svd;
import java.util.Arrays;

/**
 * How far two centred representations are apart after the best orthogonal map of one: {@code min_Q
 * |Xc Q - Yc|_F^2 = |Xc|_F^2 + |Yc|_F^2 - 2 |Xc^T Yc|_nuc} (Schoenemann, Psychometrika 1966; Ding,
 * Denain, Steinhardt, Grounding representation similarity, NeurIPS 2021).
 *
 * @param nuclear |Xc^T Yc|_nuc, the sum of its singular values
 * @param traceX |Xc|_F^2
 * @param traceY |Yc|_F^2
 */
record Procrustes(double nuclear, double traceX, double traceY) {
  static Procrustes of(Matrix cross, double traceX, double traceY) {
    return new Procrustes(Arrays.stream(Svd.values(cross)).sum(), traceX, traceY);
  }

  /** The squared distance above. */
  double squaredDistance() {
    return traceX + traceY - 2 * nuclear;
  }

  /** The same of representations scaled to length 1, halved: in [0, 1], NaN for a constant one. */
  double normalised() {
    return 1 - nuclear / Math.sqrt(traceX * traceY);
  }
}
