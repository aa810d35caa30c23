package dev.eigenspark.linalg;

import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;

/**
 * A dense matrix of doubles in row-major order outside the Java heap, where BLAS reads and writes
 * it without a copy. Zero at first; the memory is freed with the object.
 */
public final class NativeMatrix {
  private static final int TILE = 32;

  private final int rows;
  private final int cols;
  private final DoublePointer memory;
  private final DoubleBuffer values;

  /** A matrix of zeros. */
  public NativeMatrix(int rows, int cols) {
    if (rows < 1 || cols < 1) {
      throw new IllegalArgumentException("a " + rows + " x " + cols + " matrix is empty");
    }
    this.rows = rows;
    this.cols = cols;
    memory = new DoublePointer((long) rows * cols);
    values = memory.asBuffer();
    fill(0);
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of columns. */
  public int cols() {
    return cols;
  }

  /** The elements, row by row: element (i, j) is number {@code i cols + j}. */
  public DoubleBuffer values() {
    return values;
  }

  /** Writes {@code matrix}, which is no larger, to the upper left corner. */
  public void set(Matrix matrix) {
    if (matrix.cols() == cols) {
      values.put(0, matrix.values());
      return;
    }
    for (int i = 0; i < matrix.rows(); i++) {
      values.put(i * cols, matrix.values(), i * matrix.cols(), matrix.cols());
    }
  }

  /** A copy of the first {@code size} rows and columns. */
  public Matrix leading(int size) {
    double[] copy = new double[size * size];
    if (size == cols) {
      values.get(0, copy);
    } else {
      for (int i = 0; i < size; i++) {
        values.get(i * cols, copy, i * size, size);
      }
    }
    return new Matrix(size, size, copy);
  }

  /** Writes {@code value} to every element. */
  void fill(double value) {
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, value);
    }
  }

  /** A pointer to element (row, col). */
  DoublePointer at(int row, int col) {
    long offset = (long) row * cols + col;
    return new Located(memory.address() + Double.BYTES * offset, (long) rows * cols - offset);
  }

  /** {@code M - M^T} in place of a square M. */
  void subtractTranspose(Parts parts) {
    parts.forEach((rows + TILE - 1) / TILE, tile -> subtractTranspose(tile * TILE));
  }

  // Tile by tile: a column of a large matrix would miss the cache at every element.
  private void subtractTranspose(int top) {
    int bottom = Math.min(top + TILE, rows);
    for (int left = top; left < cols; left += TILE) {
      int right = Math.min(left + TILE, cols);
      for (int i = top; i < bottom; i++) {
        for (int j = Math.max(left, i); j < right; j++) {
          double difference = values.get(i * cols + j) - values.get(j * cols + i);
          values.put(i * cols + j, difference);
          values.put(j * cols + i, -difference);
        }
      }
    }
  }

  /** A pointer into memory that the matrix owns. */
  private static final class Located extends DoublePointer {
    Located(long address, long length) {
      this.address = address;
      this.limit = length;
      this.capacity = length;
    }
  }
}
