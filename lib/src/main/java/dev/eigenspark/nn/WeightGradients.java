package dev.eigenspark.nn;

import java.util.Arrays;

/** The gradients of a cell's parameters, in the layout of the kernels, for one slice of a batch. */
final class WeightGradients {
  private final WeightLayout layout;
  private final float[] matrix;
  private final float[] vectors;

  WeightGradients(WeightLayout layout) {
    this.layout = layout;
    matrix = new float[layout.matrixSize()];
    vectors = new float[layout.vectorSize()];
  }

  /** dW, rows of {@link WeightLayout#columns} floats. */
  float[] matrix() {
    return matrix;
  }

  float[] vectors() {
    return vectors;
  }

  void clear() {
    Arrays.fill(matrix, 0f);
    Arrays.fill(vectors, 0f);
  }

  void add(WeightGradients other) {
    add(matrix, other.matrix);
    add(vectors, other.vectors);
  }

  private static void add(float[] sum, float[] term) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += term[i];
    }
  }

  /** The squared norm of the matrices; what a block does not read is not there. */
  double squaredNormOfMatrices() {
    int hidden = layout.shape().hidden();
    double[] sum = new double[1];
    layout.forEachMatrixRow((to, from) -> sum[0] += SquaredNorm.of(matrix, from, hidden));
    return sum[0];
  }

  /** Writes them in the layout of the flat vector. */
  void store(FloatBlock flat) {
    int hidden = layout.shape().hidden();
    layout.forEachMatrixRow((to, from) -> flat.put(to, matrix, from, hidden));
    layout.forEachVector((to, from) -> flat.put(to, vectors, from, hidden));
  }
}
