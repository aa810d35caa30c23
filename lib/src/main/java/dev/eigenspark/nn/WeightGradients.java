package dev.eigenspark.nn;

import static dev.eigenspark.nn.VectorMath.ORDER;
import static dev.eigenspark.nn.VectorMath.SPECIES;
import static dev.eigenspark.nn.VectorMath.VECTOR_BYTES;

import jdk.incubator.vector.FloatVector;
import org.bytedeco.javacpp.FloatPointer;

/** The gradients of a cell's parameters, in the layout of the kernels, for one slice of a batch. */
final class WeightGradients implements AutoCloseable {
  private final WeightLayout layout;
  private final FloatBlock matrix;
  private final FloatBlock vectors;
  private final FloatPointer matrixStart;

  WeightGradients(WeightLayout layout) {
    this.layout = layout;
    matrix = FloatBlock.allocate(layout.matrixSize());
    vectors = FloatBlock.allocate(layout.vectorSize());
    matrixStart = matrix.at(0);
  }

  FloatPointer matrix() {
    return matrixStart;
  }

  FloatBlock vectors() {
    return vectors;
  }

  void clear() {
    matrix.clear(0, matrix.length());
    vectors.clear(0, vectors.length());
  }

  void add(WeightGradients other) {
    add(matrix, other.matrix);
    add(vectors, other.vectors);
  }

  private static void add(FloatBlock sum, FloatBlock term) {
    // Both are whole rows, which are padded to whole vectors.
    for (int i = 0; i < Float.BYTES * sum.length(); i += VECTOR_BYTES) {
      FloatVector.fromByteBuffer(SPECIES, sum.bytes(), i, ORDER)
          .add(FloatVector.fromByteBuffer(SPECIES, term.bytes(), i, ORDER))
          .intoByteBuffer(sum.bytes(), i, ORDER);
    }
  }

  /** Writes them in the layout of the flat vector. */
  void store(FloatBlock flat) {
    int hidden = layout.shape().hidden();
    layout.forEachMatrixRow((to, from) -> flat.copyFrom(to, matrix, from, hidden));
    layout.forEachVector((to, from) -> flat.copyFrom(to, vectors, from, hidden));
  }

  @Override
  public void close() {
    matrix.close();
    vectors.close();
  }
}
