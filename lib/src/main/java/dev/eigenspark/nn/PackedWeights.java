package dev.eigenspark.nn;

import dev.eigenspark.linalg.PackedMatrix;
import org.bytedeco.javacpp.FloatPointer;

/** A cell's parameters in the layout of the kernels, shared by all slices of a batch. */
final class PackedWeights implements AutoCloseable {
  private final WeightLayout layout;
  private final FloatBlock matrix;
  private final FloatBlock vectors;
  private final PackedMatrix forward;
  private final PackedMatrix backward;
  private final FloatPointer inputStart;

  PackedWeights(WeightLayout layout) {
    this.layout = layout;
    matrix = FloatBlock.allocate(layout.matrixSize());
    vectors = FloatBlock.allocate(layout.vectorSize());
    forward = new PackedMatrix(layout.shape().extent(), layout.columns());
    backward = new PackedMatrix(layout.columns(), layout.width());
    inputStart = matrix.at((long) layout.width() * layout.columns());
  }

  /** {@code W}, for {@code z = [h | x | 1] W}. */
  PackedMatrix forward() {
    return forward;
  }

  /** The transpose of V, for {@code dh = dz V^T}. */
  PackedMatrix backward() {
    return backward;
  }

  /** U, row-major, for {@code dx = dz U^T}. */
  FloatPointer inputMatrix() {
    return inputStart;
  }

  FloatBlock vectors() {
    return vectors;
  }

  void load(FloatBlock flat) {
    int hidden = layout.shape().hidden();
    layout.forEachMatrixRow((from, to) -> matrix.copyFrom(to, flat, from, hidden));
    layout.forEachVector((from, to) -> vectors.copyFrom(to, flat, from, hidden));
    forward.pack(matrix.bytes(), layout.columns());
    backward.packTransposed(matrix.bytes(), layout.columns());
  }

  @Override
  public void close() {
    matrix.close();
    vectors.close();
  }
}
