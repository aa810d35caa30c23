package dev.eigenspark.nn;

import dev.eigenspark.linalg.PackedMatrix;

/** A cell's parameters in the layout of the kernels, shared by all slices of a batch. */
final class PackedWeights {
  private final WeightLayout layout;
  private final float[] matrix;
  private final float[] vectors;
  private final PackedMatrix forward;
  private final PackedMatrix backward;
  private final PackedMatrix toInputs;

  PackedWeights(WeightLayout layout) {
    this.layout = layout;
    matrix = new float[layout.matrixSize()];
    vectors = new float[layout.vectorSize()];
    forward = new PackedMatrix(layout.shape().extent(), layout.columns());
    backward = new PackedMatrix(layout.columns(), layout.width());
    toInputs = new PackedMatrix(layout.columns(), layout.inputWidth());
  }

  /** {@code W}, for {@code z = [h | x | 1] W}. */
  PackedMatrix forward() {
    return forward;
  }

  /** The transpose of V, for {@code dh = dz V^T}. */
  PackedMatrix backward() {
    return backward;
  }

  /** The transpose of U, for {@code dx = dz U^T}, with padded columns. */
  PackedMatrix toInputs() {
    return toInputs;
  }

  float[] vectors() {
    return vectors;
  }

  void load(FloatBlock flat) {
    WeightLayout l = layout;
    int hidden = l.shape().hidden();
    l.forEachMatrixRow((from, to) -> flat.get(from, matrix, to, hidden));
    l.forEachVector((from, to) -> flat.get(from, vectors, to, hidden));
    forward.pack(matrix, 0, l.columns(), l.shape().extent());
    backward.packTransposed(matrix, 0, l.columns(), l.width(), l.columns());
    int inputsAt = l.width() * l.columns();
    toInputs.packTransposed(matrix, inputsAt, l.columns(), l.shape().inputs(), l.columns());
  }
}
