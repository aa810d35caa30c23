package dev.eigenspark.nn;

import dev.eigenspark.linalg.PackedMatrix;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A cell's parameters in the layout of the kernels, and their gradients. The flat vector of the
 * layer holds {@code V [H, gH], U [I, gH], b [gH]} and the per-unit vectors one after the other;
 * here V, U and b are stacked into one matrix {@code [Hp + I + 1, g Hp]} whose gate blocks are
 * padded to Hp, so that one product serves a step and no kernel has a tail. Padding stays zero.
 */
final class PackedWeights implements AutoCloseable {
  private final Cell cell;
  private final RecurrentRunner.Shape shape;
  private final int width;
  private final FloatBlock matrix;
  private final FloatBlock gradient;
  private final FloatBlock vectors;
  private final FloatBlock vectorGradients;
  private final PackedMatrix forward;
  private final PackedMatrix backward;
  private final FloatPointer inputStart;
  private final FloatPointer gradientStart;

  PackedWeights(Cell cell, RecurrentRunner.Shape shape) {
    this.cell = cell;
    this.shape = shape;
    width = VectorMath.padded(shape.hidden());
    long size = (long) shape.extent() * cell.gates() * width;
    matrix = FloatBlock.allocate(size);
    gradient = FloatBlock.allocate(size);
    vectors = FloatBlock.allocate((long) cell.vectors() * width);
    vectorGradients = FloatBlock.allocate((long) cell.vectors() * width);
    forward = new PackedMatrix(shape.extent(), cell.gates() * width);
    backward = new PackedMatrix(cell.gates() * width, width);
    inputStart = matrix.at((long) width * cell.gates() * width);
    gradientStart = gradient.at(0);
  }

  /** {@code W}, for {@code z = [h | x | 1] W}. */
  PackedMatrix forward() {
    return forward;
  }

  /** The transpose of V, for {@code dh = dz V^T}. */
  PackedMatrix backward() {
    return backward;
  }

  FloatPointer inputMatrix() {
    return inputStart;
  }

  FloatPointer gradient() {
    return gradientStart;
  }

  FloatBlock vectors() {
    return vectors;
  }

  FloatBlock vectorGradients() {
    return vectorGradients;
  }

  void clearGradients() {
    gradient.clear(0, gradient.length());
    vectorGradients.clear(0, vectorGradients.length());
  }

  void load(FloatBlock flat) {
    int gates = cell.gates();
    int hidden = shape.hidden();
    for (int i = 0; i < naturalRows() * gates; i++) {
      matrix.copyFrom(packedAt(i / gates) + i % gates * width, flat, i * hidden, hidden);
    }
    for (int v = 0; v < cell.vectors(); v++) {
      vectors.copyFrom(v * width, flat, (naturalRows() * gates + v) * hidden, hidden);
    }
    forward.pack(matrix.bytes(), gates * width);
    backward.packTransposed(matrix.bytes(), gates * width);
  }

  void store(FloatBlock flat) {
    int gates = cell.gates();
    int hidden = shape.hidden();
    for (int i = 0; i < naturalRows() * gates; i++) {
      flat.copyFrom(i * hidden, gradient, packedAt(i / gates) + i % gates * width, hidden);
    }
    for (int v = 0; v < cell.vectors(); v++) {
      flat.copyFrom((naturalRows() * gates + v) * hidden, vectorGradients, v * width, hidden);
    }
  }

  /** Rows of V, U and b together, without padding. */
  private int naturalRows() {
    return shape.hidden() + shape.inputs() + (shape.bias() ? 1 : 0);
  }

  /** Where natural row {@code row} starts in the packed matrix. */
  private int packedAt(int row) {
    int packedRow = row < shape.hidden() ? row : row - shape.hidden() + width;
    return packedRow * cell.gates() * width;
  }

  @Override
  public void close() {
    List.of(matrix, gradient, vectors, vectorGradients).forEach(FloatBlock::close);
  }
}
