package dev.eigenspark.analysis;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.io.Serializable;

/**
 * Points of Gaussian classes of unit variance about means at one distance from the origin, in
 * random directions. Point i is of class i mod K, and a function of the seed and i, so that there
 * are as many as one wants and two ranges of them never share one.
 *
 * @param dimension d
 * @param classes K
 * @param separation distance of the means from the origin
 * @param seed of means and points
 */
record GaussianClasses(int dimension, int classes, double separation, long seed)
    implements Serializable {
  // Rows of random numbers: the means, then the points.

  /**
   * Some points.
   *
   * @param x one a row
   * @param labels their classes
   */
  record Points(Matrix x, int[] labels) {}

  /** The points {@code first}, {@code first + 1}, ... */
  Points points(long first, int count) {
    Matrix means = means();
    double[] x = new double[count * dimension];
    int[] labels = new int[count];
    CounterRandom random = new CounterRandom(seed, Streams.SYNTHETIC, 0);
    for (int i = 0; i < count; i++) {
      labels[i] = (int) ((first + i) % classes);
      random.seek(classes + first + i);
      for (int j = 0; j < dimension; j++) {
        x[i * dimension + j] = means.at(labels[i], j) + random.nextGaussian();
      }
    }
    return new Points(new Matrix(count, dimension, x), labels);
  }

  private Matrix means() {
    double[] means = new double[classes * dimension];
    CounterRandom random = new CounterRandom(seed, Streams.SYNTHETIC, 0);
    for (int k = 0; k < classes; k++) {
      random.seek(k);
      double square = 0;
      for (int j = k * dimension; j < (k + 1) * dimension; j++) {
        means[j] = random.nextGaussian();
        square += means[j] * means[j];
      }
      for (int j = k * dimension; j < (k + 1) * dimension; j++) {
        means[j] *= separation / Math.sqrt(square);
      }
    }
    return new Matrix(classes, dimension, means);
  }
}
