package dev.eigenspark.analysis;

import dev.eigenspark.analysis.Snapshots.Measure;
import dev.eigenspark.linalg.Eigen;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.NonNormality;
import dev.eigenspark.linalg.Svd;
import java.nio.DoubleBuffer;

/**
 * What is measured of one square matrix of order n.
 *
 * @param eigen its eigenvalues, by modulus from large to small
 * @param singular its singular values, from large to small
 * @param nonNormality its distance from a normal matrix
 */
record Spectrum(Eigen eigen, double[] singular, NonNormality nonNormality) {
  static final Measure<Spectrum> MEASURE = new Measure<>(Spectrum::measure, Spectrum::unpack);

  static Spectrum of(Matrix matrix) {
    return new Spectrum(Eigen.values(matrix), Svd.values(matrix), NonNormality.of(matrix));
  }

  /** Largest over smallest singular value; infinite for a singular matrix. */
  double condition() {
    return sigmaMax() / sigmaMin();
  }

  double sigmaMax() {
    return singular[0];
  }

  double sigmaMin() {
    return singular[singular.length - 1];
  }

  /** Measures n * n row-major elements. */
  static double[] measure(float[] elements) {
    return of(RecurrentSnapshot.square(elements)).pack();
  }

  private double[] pack() {
    DoubleBuffer out = DoubleBuffer.allocate(3 * singular.length + 3);
    out.put(eigen.re()).put(eigen.im()).put(singular);
    out.put(nonNormality.henrici()).put(nonNormality.relative()).put(nonNormality.commutator());
    return out.array();
  }

  static Spectrum unpack(double[] packed) {
    int n = (packed.length - 3) / 3;
    DoubleBuffer in = DoubleBuffer.wrap(packed);
    return new Spectrum(
        new Eigen(take(in, n), take(in, n)),
        take(in, n),
        new NonNormality(in.get(), in.get(), in.get()));
  }

  private static double[] take(DoubleBuffer in, int n) {
    double[] out = new double[n];
    in.get(out);
    return out;
  }
}
