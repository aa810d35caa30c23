package dev.eigenspark.analysis;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.io.Serializable;

/**
 * Points spread evenly over two unit cubes, at the origin and at {@value #APART} on the first axis,
 * so that a plane parts them (Davari, Horoi et al. 2023, section 4.2).
 *
 * @param dimension d, at least 2
 * @param points points of each cube
 */
record TwoCubes(int dimension, int points) implements Serializable {
  private static final double APART = 1.1;

  // Rows of random numbers: the points of both cubes, then the direction, then the map.

  /** Writes point {@code index} of a cube to a row of {@code out}. */
  void point(int repeat, int cube, int index, float[] out, int row) {
    CounterRandom random = random(repeat, (long) cube * points + index);
    for (int j = 0; j < dimension; j++) {
      out[row * dimension + j] = random.nextFloat() - 0.5f;
    }
    out[row * dimension] += cube * (float) APART;
  }

  /** A direction of length 1 along which the cubes stay as far apart as they are. */
  double[] direction(int repeat) {
    CounterRandom random = random(repeat, 2L * points);
    double[] v = new double[dimension];
    double square = 0;
    for (int j = 1; j < dimension; j++) {
      v[j] = random.nextGaussian();
      square += v[j] * v[j];
    }
    for (int j = 1; j < dimension; j++) {
      v[j] /= Math.sqrt(square);
    }
    return v;
  }

  /** A square matrix of independent normal numbers. */
  Matrix map(int repeat, double mean, double deviation) {
    CounterRandom random = random(repeat, 2L * points + 1);
    double[] values = new double[dimension * dimension];
    for (int k = 0; k < values.length; k++) {
      values[k] = mean + deviation * random.nextGaussian();
    }
    return new Matrix(dimension, dimension, values);
  }

  /** The covariance of infinitely many points: 1/12 I + (APART / 2)^2 e_1 e_1^T. */
  Matrix covariance() {
    double[] values = Matrix.identity(dimension).values();
    for (int j = 0; j < dimension; j++) {
      values[j * dimension + j] = 1 / 12.0;
    }
    values[0] += APART * APART / 4;
    return new Matrix(dimension, dimension, values);
  }

  /** The mean of the first cube less that of all points. */
  double[] mean() {
    double[] mean = new double[dimension];
    mean[0] = -APART / 2;
    return mean;
  }

  private static CounterRandom random(int repeat, long row) {
    return new CounterRandom(repeat, Streams.SYNTHETIC, row);
  }
}
