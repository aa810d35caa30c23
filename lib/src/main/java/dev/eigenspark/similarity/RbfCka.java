package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;
import java.util.Arrays;

/**
 * CKA with Gaussian kernels {@code exp(-|x_i - x_j|^2 / (2 sigma^2))}, sigma a fraction of the
 * median distance, on a sample: it takes n^2 memory and time. Towards large fractions it becomes
 * linear CKA (Alvarez, 2021, arXiv:2112.09305).
 *
 * @param fraction of the median distance that sigma is, above 0
 * @param median which distances the median is over
 */
public record RbfCka(double fraction, Median median) {
  /** The two conventions of published code. */
  public enum Median {
    /** All n^2 squared distances, the zeros of the diagonal among them (Kornblith et al. 2019). */
    ALL,
    /** The squared distances that are not zero (Davari et al. 2023). */
    NON_ZERO
  }

  /** Validates the fraction. */
  public RbfCka {
    if (!(fraction > 0)) {
      throw new IllegalArgumentException("fraction = " + fraction + " must be above 0");
    }
  }

  /**
   * CKA of the rows of x and y; NaN when the median distance is zero.
   *
   * @param x n x p
   * @param y n x q
   */
  public double of(Matrix x, Matrix y) {
    return KernelHsic.cka(kernel(x), kernel(y));
  }

  /** The kernel matrix of rows; NaN throughout when the median distance is zero. */
  Matrix kernel(Matrix x) {
    Matrix distances = squaredDistances(x);
    double scale = -1 / (2 * fraction * fraction * median(distances.values()));
    double[] values = distances.values();
    Arrays.setAll(values, k -> Math.exp(scale * values[k]));
    return distances;
  }

  private double median(double[] distances) {
    double[] sorted =
        median == Median.ALL
            ? distances.clone()
            : Arrays.stream(distances).filter(value -> value != 0).toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static Matrix squaredDistances(Matrix x) {
    int n = x.rows();
    int p = x.cols();
    double[] values = x.values();
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < p; k++) {
          double difference = values[i * p + k] - values[j * p + k];
          sum += difference * difference;
        }
        out[i * n + j] = sum;
        out[j * n + i] = sum;
      }
    }
    return new Matrix(n, n, out);
  }
}
