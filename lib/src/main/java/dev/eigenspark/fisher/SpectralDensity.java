package dev.eigenspark.fisher;

import dev.eigenspark.SampleMean;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.ArrayList;
import java.util.List;

/**
 * The spectrum of a large symmetric matrix by stochastic Lanczos quadrature (Ubaru, Chen, Saad,
 * SIAM J. Matrix Anal. Appl. 2017; Ghorbani, Krishnan, Xiao, ICML 2019): Ritz values and weights
 * from random sign vectors. Weights are shares of the eigenvalues.
 *
 * @param size rows of the matrix
 * @param probes one for each start vector
 */
public record SpectralDensity(int size, List<Ritz> probes) {
  /**
   * Measures a matrix.
   *
   * @param count start vectors
   * @param steps Lanczos steps from each
   * @param seed of the signs
   */
  public static SpectralDensity of(SymmetricOperator matrix, int count, int steps, long seed) {
    List<Ritz> probes = new ArrayList<>();
    for (int probe = 0; probe < count; probe++) {
      CounterRandom random = new CounterRandom(seed, Streams.PROBES, probe);
      double[] signs = new double[matrix.size()];
      for (int i = 0; i < signs.length; i++) {
        signs[i] = random.nextInt() < 0 ? -1 : 1;
      }
      probes.add(Ritz.of(matrix, signs, steps));
    }
    return new SpectralDensity(matrix.size(), probes);
  }

  /** The largest eigenvalue, from below. */
  public double largest() {
    return probes.stream().mapToDouble(probe -> probe.values()[0]).max().orElseThrow();
  }

  /** The smallest eigenvalue, from above. */
  public double smallest() {
    return probes.stream()
        .mapToDouble(probe -> probe.values()[probe.values().length - 1])
        .min()
        .orElseThrow();
  }

  /**
   * The trace by each probe (Hutchinson, A stochastic estimator of the trace of the influence
   * matrix, Communications in Statistics 1990).
   */
  public SampleMean trace() {
    SampleMean trace = SampleMean.NONE;
    for (Ritz probe : probes) {
      trace = trace.plus(size * probe.mean());
    }
    return trace;
  }

  /**
   * Eigenvalues for each unit of length at a place, as a share of all, each spread to a normal
   * curve.
   *
   * @param width its standard deviation
   */
  public double at(double place, double width) {
    double sum = 0;
    for (Ritz probe : probes) {
      for (int i = 0; i < probe.values().length; i++) {
        double off = (place - probe.values()[i]) / width;
        sum += probe.weights()[i] * Math.exp(-off * off / 2);
      }
    }
    return sum / (probes.size() * width * Math.sqrt(2 * Math.PI));
  }
}
