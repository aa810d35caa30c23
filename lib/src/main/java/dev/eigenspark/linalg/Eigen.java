package dev.eigenspark.linalg;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.bytedeco.openblas.global.openblas;

/**
 * The eigenvalues of a real square matrix, by modulus from large to small; equal moduli by real,
 * then imaginary part from large to small, so that a conjugate pair stays together.
 *
 * @param re real parts
 * @param im imaginary parts
 */
public record Eigen(double[] re, double[] im) {
  /**
   * All eigenvalues of {@code matrix} (LAPACK dgeev: balancing, Hessenberg form, shifted QR).
   *
   * @throws dev.eigenspark.Failure of kind DATA when it is not square, DIVERGED when an element is
   *     not finite or the iteration does not converge
   */
  public static Eigen values(Matrix matrix) {
    double[] a = Lapack.square("eigenvalues", matrix);
    int n = matrix.rows();
    double[] re = new double[n];
    double[] im = new double[n];
    byte none = (byte) 'N';
    double[] vectors = new double[1];
    int info =
        openblas.LAPACKE_dgeev(
            Lapack.ROW_MAJOR, none, none, n, a, n, re, im, vectors, n, vectors, n);
    Lapack.check("eigenvalues", "dgeev", info);
    return sorted(re, im);
  }

  /** How many there are. */
  public int size() {
    return re.length;
  }

  /** The modulus |λ| of eigenvalue {@code i}. */
  public double modulus(int i) {
    return Math.hypot(re[i], im[i]);
  }

  /** The largest modulus. */
  public double spectralRadius() {
    return modulus(0);
  }

  private static Eigen sorted(double[] re, double[] im) {
    Comparator<Integer> order =
        Comparator.comparingDouble((Integer i) -> -Math.hypot(re[i], im[i]))
            .thenComparingDouble(i -> -re[i])
            .thenComparingDouble(i -> -im[i]);
    int[] by = IntStream.range(0, re.length).boxed().sorted(order).mapToInt(i -> i).toArray();
    return new Eigen(
        IntStream.of(by).mapToDouble(i -> re[i]).toArray(),
        IntStream.of(by).mapToDouble(i -> im[i]).toArray());
  }
}
