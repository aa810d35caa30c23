package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * CKA of several layers that does not reduce to sums over rows, so that it is of a sample: with
 * Gaussian kernels, and by minibatches.
 */
public final class SampledCka {
  /**
   * What is computed.
   *
   * @param rbf the Gaussian kernels
   * @param minibatch rows of a minibatch, which are taken in order; at least 4
   */
  public record Request(RbfCka rbf, int minibatch) {
    /** Validates the size. */
    public Request {
      if (minibatch < 4) {
        throw new IllegalArgumentException("minibatch = " + minibatch + " must be at least 4");
      }
    }
  }

  private final List<Matrix> directions = new ArrayList<>();
  private final MinibatchHsic minibatches;

  /**
   * Of these rows.
   *
   * @param layout of a row
   * @param rows one after the other
   */
  public SampledCka(Layout layout, float[] rows, Request request) {
    List<Matrix> layers = new ArrayList<>();
    for (int layer = 0; layer < layout.layers(); layer++) {
      layers.add(layer(layout, layer, rows));
      directions.add(KernelHsic.direction(request.rbf().kernel(layers.get(layer))));
    }
    minibatches = new MinibatchHsic(layout.layers());
    int count = layers.get(0).rows();
    for (int first = 0; first < count; first += request.minibatch()) {
      int from = first;
      int to = Math.min(count, first + request.minibatch());
      minibatches.add(layers.stream().map(x -> gram(x, from, to)).toList());
    }
  }

  private static Matrix layer(Layout layout, int layer, float[] rows) {
    int width = layout.width(layer);
    double[] values = new double[rows.length / layout.columns() * width];
    Arrays.setAll(
        values, k -> rows[k / width * layout.columns() + layout.start(layer) + k % width]);
    return new Matrix(values.length / width, width, values);
  }

  /** The linear kernel of the rows [from, to) less their mean, which rounds less. */
  private static Matrix gram(Matrix layer, int from, int to) {
    int width = layer.cols();
    double[] means = new double[width];
    for (int i = from; i < to; i++) {
      for (int j = 0; j < width; j++) {
        means[j] += layer.at(i, j) / (to - from);
      }
    }
    double[] values = new double[(to - from) * width];
    Arrays.setAll(values, k -> layer.at(from + k / width, k % width) - means[k % width]);
    Matrix rows = new Matrix(to - from, width, values);
    return rows.times(rows.transposed());
  }

  /** CKA of two layers with Gaussian kernels, biased; NaN where a median distance is zero. */
  public double rbf(int x, int y) {
    return KernelHsic.inner(directions.get(x), directions.get(y));
  }

  /** Minibatch CKA of two layers; NaN where it is not defined. */
  public double minibatch(int x, int y) {
    return minibatches.cka(x, y);
  }
}
