package dev.eigenspark.nn;

import dev.eigenspark.linalg.PackedMatrix;

/**
 * Where a cell's parameters lie. The flat vector of the layer holds {@code V [H, gH], U [I, gH], b
 * [gH]} and the per-unit vectors one after the other. The kernels have V, U and b stacked in one
 * matrix {@code [Hp + I + 1, g Hp]} whose gate blocks are padded to Hp, so that one product serves
 * a step and no kernel has a tail. Padding stays zero.
 */
record WeightLayout(Cell cell, RecurrentRunner.Shape shape) {
  /** Copies between a row of one gate, or a vector, in the flat vector and its packed place. */
  interface Copy {
    void run(int flatAt, int packedAt);
  }

  /** Hp. */
  int width() {
    return PackedMatrix.padded(shape.hidden());
  }

  /** The input width, padded. */
  int inputWidth() {
    return PackedMatrix.padded(shape.inputs());
  }

  /** g Hp, the columns of the packed matrix. */
  int columns() {
    return cell.gates() * width();
  }

  /** Floats in the packed matrix. */
  int matrixSize() {
    return Math.multiplyExact(shape.extent(), columns());
  }

  /** Floats in the packed vectors. */
  int vectorSize() {
    return cell.vectors() * width();
  }

  void forEachMatrixRow(Copy copy) {
    int gates = cell.gates();
    for (int i = 0; i < naturalRows() * gates; i++) {
      int row = i / gates;
      int packedRow = row < shape.hidden() ? row : row - shape.hidden() + width();
      copy.run(i * shape.hidden(), packedRow * columns() + i % gates * width());
    }
  }

  void forEachVector(Copy copy) {
    for (int v = 0; v < cell.vectors(); v++) {
      copy.run((naturalRows() * cell.gates() + v) * shape.hidden(), v * width());
    }
  }

  /** Rows of V, U and b together, without padding. */
  private int naturalRows() {
    return shape.hidden() + shape.inputs() + (shape.bias() ? 1 : 0);
  }
}
