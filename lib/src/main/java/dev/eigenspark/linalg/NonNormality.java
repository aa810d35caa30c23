package dev.eigenspark.linalg;

/**
 * How far a square matrix W is from a normal one (W W^T = W^T W), for which eigenvalues tell all
 * about growth; beyond them lies transient amplification.
 *
 * <p>P. Henrici, Bounds for iterates, inverses, spectral variation and fields of values of
 * non-normal matrices, Numerische Mathematik 4, 1962; used for recurrent networks by E. Orhan and
 * X. Pitkow, Improved memory in recurrent neural networks with sequential non-normal dynamics, ICLR
 * 2020.
 *
 * @param henrici departure d(W) = sqrt(||W||_F^2 - sum |lambda_i|^2), at least 0
 * @param relative d(W) / ||W||_F, in [0, 1]; 0 for the zero matrix
 * @param commutator ||W W^T - W^T W||_F
 */
public record NonNormality(double henrici, double relative, double commutator) {
  /**
   * Measures {@code w}; the departure is read from the real Schur form, which keeps the digits that
   * the difference of squares loses for a nearly normal matrix.
   *
   * @throws dev.eigenspark.Failure as {@link Schur#of}
   */
  public static NonNormality of(Matrix w) {
    double departure = Schur.of(w).departure();
    double norm = w.frobeniusNorm();
    Matrix transposed = w.transposed();
    double commutator = w.times(transposed).minus(transposed.times(w)).frobeniusNorm();
    return new NonNormality(departure, norm == 0 ? 0 : departure / norm, commutator);
  }
}
