package dev.eigenspark.linalg;

import java.util.Arrays;

/**
 * A dense matrix of doubles in row-major order. The arrays of a record are not copied: treat them
 * as read-only.
 *
 * @param rows number of rows, at least 1
 * @param cols number of columns, at least 1
 * @param values elements, {@code values[i * cols + j]} in row i and column j
 */
public record Matrix(int rows, int cols, double[] values) {
  /** Validates that the shape holds the values. */
  public Matrix {
    if (rows < 1 || cols < 1 || (long) rows * cols != values.length) {
      throw new IllegalArgumentException(
          "a " + rows + " x " + cols + " matrix does not hold " + values.length + " values");
    }
  }

  /** The matrix with these rows, all of one length. */
  public static Matrix of(double[]... rows) {
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return new Matrix(rows.length, rows[0].length, values);
  }

  /** The identity of order {@code n}. */
  public static Matrix identity(int n) {
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      values[i * n + i] = 1;
    }
    return new Matrix(n, n, values);
  }

  /** The element in row {@code i} and column {@code j}. */
  public double at(int i, int j) {
    return values[i * cols + j];
  }

  /** The transpose. */
  public Matrix transposed() {
    double[] out = new double[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        out[j * rows + i] = values[i * cols + j];
      }
    }
    return new Matrix(cols, rows, out);
  }

  /** The matrix product {@code this * right}. */
  public Matrix times(Matrix right) {
    if (cols != right.rows) {
      throw new IllegalArgumentException(
          "cannot multiply " + rows + " x " + cols + " by " + right.rows + " x " + right.cols);
    }
    double[] out = new double[rows * right.cols];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < cols; k++) {
        addScaledRow(values[i * cols + k], right, k, out, i * right.cols);
      }
    }
    return new Matrix(rows, right.cols, out);
  }

  /** The difference {@code this - right}. */
  public Matrix minus(Matrix right) {
    if (rows != right.rows || cols != right.cols) {
      throw new IllegalArgumentException(
          "cannot subtract " + right.rows + " x " + right.cols + " from " + rows + " x " + cols);
    }
    double[] out = values.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] -= right.values[i];
    }
    return new Matrix(rows, cols, out);
  }

  /** The Frobenius norm: the square root of the sum of squares. */
  public double frobeniusNorm() {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  // The inner loop runs along a row of both operands, so that the compiler vectorises it.
  private static void addScaledRow(double a, Matrix from, int row, double[] to, int offset) {
    int n = from.cols;
    int start = row * n;
    for (int j = 0; j < n; j++) {
      to[offset + j] += a * from.values[start + j];
    }
  }
}
