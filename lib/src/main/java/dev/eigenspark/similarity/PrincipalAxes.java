package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.SymmetricEigen;

/**
 * The principal axes of one layer's features, from C = Xc^T Xc = U Lambda U^T.
 *
 * @param scatter the eigenvalues above {@link #NEGLIGIBLE} of the largest, from large to small;
 *     none for a constant layer
 * @param axes unit vectors, one in each row, as many
 */
record PrincipalAxes(double[] scatter, double[][] axes) {
  /** Features are floats: what is smaller is their rounding, or a unit that is never active. */
  private static final double NEGLIGIBLE = 1e-12;

  static PrincipalAxes of(Matrix gram) {
    SymmetricEigen eigen = SymmetricEigen.of(gram);
    int rank = 0;
    double least = NEGLIGIBLE * eigen.values()[0];
    while (rank < eigen.values().length && eigen.values()[rank] > Math.max(least, 0)) {
      rank++;
    }
    double[] scatter = new double[rank];
    double[][] axes = new double[rank][];
    for (int k = 0; k < rank; k++) {
      scatter[k] = eigen.values()[k];
      axes[k] = new double[gram.cols()];
      System.arraycopy(eigen.vectors().values(), k * gram.cols(), axes[k], 0, gram.cols());
    }
    return new PrincipalAxes(scatter, axes);
  }

  int rank() {
    return scatter.length;
  }

  /** How many of the largest axes hold {@code share} of the variance. */
  int holding(double share) {
    double total = 0;
    for (double value : scatter) {
      total += value;
    }
    double sum = 0;
    int count = 0;
    while (count < rank() && sum < share * total) {
      sum += scatter[count];
      count++;
    }
    return count;
  }

  /** {@code Lambda^(-1/2) U^T} of the first axes: features times its transpose are white. */
  Matrix whitening(int count) {
    return scaled(count, -0.5);
  }

  /** {@code Lambda^(1/2) U^T} of the first axes. */
  Matrix colouring(int count) {
    return scaled(count, 0.5);
  }

  private Matrix scaled(int count, double power) {
    int width = axes[0].length;
    double[] out = new double[count * width];
    for (int k = 0; k < count; k++) {
      double factor = Math.pow(scatter[k], power);
      for (int j = 0; j < width; j++) {
        out[k * width + j] = factor * axes[k][j];
      }
    }
    return new Matrix(count, width, out);
  }
}
