package dev.eigenspark.linalg;

import java.io.Serializable;

/**
 * A symmetric matrix of doubles that holds its upper triangle alone, row by row: n (n + 1) / 2
 * numbers, half of what a task would have to send otherwise.
 */
public final class PackedSymmetric implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int order;
  private final double[] values;

  /** The zero matrix of {@code order} rows. */
  public PackedSymmetric(int order) {
    this.order = order;
    values = new double[Math.toIntExact((long) order * (order + 1) / 2)];
  }

  private PackedSymmetric(int order, double[] values) {
    this.order = order;
    this.values = values;
  }

  /** Number of rows, and of columns. */
  public int order() {
    return order;
  }

  /** Where row i begins, less i: element (i, j) of the triangle is number {@code row(i) + j}. */
  public int row(int i) {
    return (int) ((long) i * (2L * order - i - 1) / 2);
  }

  /** The triangle's elements themselves, see {@link #row}. */
  public double[] values() {
    return values;
  }

  /** Element (i, j), on either side of the diagonal. */
  public double at(int i, int j) {
    return i <= j ? values[row(i) + j] : values[row(j) + i];
  }

  /** A copy that changes apart from this one. */
  public PackedSymmetric copy() {
    return new PackedSymmetric(order, values.clone());
  }

  /** Adds a matrix of the same order. */
  public void add(PackedSymmetric other) {
    if (other.order != order) {
      throw new IllegalArgumentException(
          "cannot add a matrix of order " + other.order + " to one of order " + order);
    }
    for (int k = 0; k < values.length; k++) {
      values[k] += other.values[k];
    }
  }

  /** Adds {@code factor w w^T}. */
  public void addOuter(double factor, double[] w) {
    for (int i = 0; i < order; i++) {
      int at = row(i);
      double wi = factor * w[i];
      for (int j = i; j < order; j++) {
        values[at + j] += wi * w[j];
      }
    }
  }

  /** A copy of the block of {@code rows} by {@code cols} elements from (top, left) on. */
  public Matrix block(int top, int rows, int left, int cols) {
    double[] out = new double[rows * cols];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        out[i * cols + j] = at(top + i, left + j);
      }
    }
    return new Matrix(rows, cols, out);
  }
}
