package dev.eigenspark.nn;

import dev.eigenspark.linalg.PackedMatrix;
import dev.eigenspark.nn.Cell.Operand;

/**
 * Where a cell's parameters lie. The flat vector of the layer holds {@code V [H, gH], U [I, gH], b
 * [gH]} and the per-unit vectors one after the other, without the columns of blocks that do not
 * read h, x or 1 ({@link Cell#reads}). The kernels have V, U and b stacked in one matrix {@code [Hp
 * + I + 1, g Hp]} whose gate blocks are padded to Hp, so that one product serves a step and no
 * kernel has a tail. Padding and what a block does not read stay zero.
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
    int at = 0;
    for (Operand operand : Operand.values()) {
      int[] blocks = cell.blocksReading(operand);
      for (int row = 0; row < rows(operand); row++) {
        int packedRow = firstRow(operand) + row;
        for (int block : blocks) {
          copy.run(at, packedRow * columns() + block * width());
          at += shape.hidden();
        }
      }
    }
  }

  void forEachVector(Copy copy) {
    int matrixRows = 0;
    for (Operand operand : Operand.values()) {
      matrixRows += rows(operand) * cell.blocksReading(operand).length;
    }
    for (int v = 0; v < cell.vectors(); v++) {
      copy.run((matrixRows + v) * shape.hidden(), v * width());
    }
  }

  /** Rows of V, U or b. */
  private int rows(Operand operand) {
    return switch (operand) {
      case HIDDEN -> shape.hidden();
      case INPUT -> shape.inputs();
      case ONE -> shape.bias() ? 1 : 0;
    };
  }

  /** Where they begin in the packed matrix. */
  private int firstRow(Operand operand) {
    return switch (operand) {
      case HIDDEN -> 0;
      case INPUT -> width();
      case ONE -> width() + shape.inputs();
    };
  }
}
