package dev.eigenspark.nn.tape;

import dev.eigenspark.linalg.PackedMatrix;
import java.util.Arrays;

/**
 * A value on a {@link Tape}: for each trial a matrix of so many rows and columns, row-major, trial
 * after trial, and beside it the gradient of the loss with respect to it.
 */
public final class Tensor {
  /** What tensors of several shapes may share. */
  private static final class Memory {
    private float[] value = {};
    private float[] gradient = {};
  }

  private final int rows;
  private final int columns;
  private final Memory memory;

  Tensor(int rows, int columns) {
    this(rows, columns, new Memory());
  }

  private Tensor(int rows, int columns, Memory memory) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("a trial of " + rows + " rows of " + columns);
    }
    this.rows = rows;
    this.columns = columns;
    this.memory = memory;
  }

  /** The same numbers in another shape. */
  Tensor as(int newRows, int newColumns) {
    if (newRows * newColumns != size()) {
      throw new IllegalArgumentException(
          newRows + " rows of " + newColumns + " are not the " + size() + " numbers there are");
    }
    return new Tensor(newRows, newColumns, memory);
  }

  /** Rows of a trial. */
  public int rows() {
    return rows;
  }

  /** Columns. */
  public int columns() {
    return columns;
  }

  /** Numbers of a trial. */
  int size() {
    return rows * columns;
  }

  /** The numbers of all trials. */
  public float[] value() {
    return memory.value;
  }

  /** The gradient, where {@link #value} has the numbers. */
  public float[] gradient() {
    return memory.gradient;
  }

  /** Makes room for so many trials. */
  void resize(int trials) {
    // Products read whole vectors, also at the end of the last row.
    int needed = Math.multiplyExact(trials, size()) + PackedMatrix.COLUMN_ALIGNMENT;
    if (memory.value.length < needed) {
      memory.value = new float[needed];
      memory.gradient = new float[needed];
    }
  }

  void clearGradient(int trials) {
    Arrays.fill(memory.gradient, 0, trials * size(), 0f);
  }
}
