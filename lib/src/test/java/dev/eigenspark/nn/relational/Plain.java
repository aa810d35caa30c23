package dev.eigenspark.nn.relational;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** The equations of compositions in plain double arithmetic: matrices as arrays of rows. */
final class Plain {
  private Plain() {}

  /** Cuts matrices off a flat vector of parameters, one after the other. */
  static final class Parameters {
    private final double[] p;
    private int at;

    Parameters(double[] p) {
      this.p = p;
    }

    double[][] next(int rows, int columns) {
      double[][] matrix = rows(Arrays.copyOfRange(p, at, at + rows * columns), columns);
      at += rows * columns;
      return matrix;
    }

    /** {@code x W + b}. */
    double[][] dense(double[][] x, int outputs) {
      double[][] y = times(x, next(x[0].length, outputs));
      double[] bias = next(1, outputs)[0];
      for (double[] row : y) {
        for (int k = 0; k < outputs; k++) {
          row[k] += bias[k];
        }
      }
      return y;
    }

    /** Layer normalisation of every row, gain and shift. */
    double[][] layerNorm(double[][] x) {
      int n = x[0].length;
      double[] gamma = next(1, n)[0];
      double[] beta = next(1, n)[0];
      double[][] y = new double[x.length][n];
      for (int row = 0; row < x.length; row++) {
        double mean = Arrays.stream(x[row]).average().orElseThrow();
        double variance =
            Arrays.stream(x[row]).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        for (int k = 0; k < n; k++) {
          y[row][k] = gamma[k] * (x[row][k] - mean) / Math.sqrt(variance + 1e-5) + beta[k];
        }
      }
      return y;
    }
  }

  static double[][] rows(double[] flat, int columns) {
    double[][] matrix = new double[flat.length / columns][];
    for (int row = 0; row < matrix.length; row++) {
      matrix[row] = Arrays.copyOfRange(flat, row * columns, (row + 1) * columns);
    }
    return matrix;
  }

  static double[] flat(double[][] matrix) {
    return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
  }

  static double[][] times(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < c[i].length; j++) {
        for (int k = 0; k < b.length; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  static double[][] transpose(double[][] a) {
    double[][] b = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        b[j][i] = a[i][j];
      }
    }
    return b;
  }

  static double[][] sum(double[][] a, double[][] b, double factor) {
    double[][] c = new double[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < c[i].length; j++) {
        c[i][j] = a[i][j] + factor * b[i][j];
      }
    }
    return c;
  }

  static double[][] beside(double[][] a, double[][] b) {
    double[][] c = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      c[i] = Arrays.copyOf(a[i], a[i].length + b[i].length);
      System.arraycopy(b[i], 0, c[i], a[i].length, b[i].length);
    }
    return c;
  }

  static double[][] columns(double[][] a, int from, int to) {
    return Arrays.stream(a).map(row -> Arrays.copyOfRange(row, from, to)).toArray(double[][]::new);
  }

  static double[][] map(double[][] a, DoubleUnaryOperator f) {
    return Arrays.stream(a).map(r -> Arrays.stream(r).map(f).toArray()).toArray(double[][]::new);
  }

  static double[][] rectify(double[][] a) {
    return map(a, v -> Math.max(v, 0));
  }

  /** The softmax of every row. */
  static double[][] softmax(double[][] a) {
    double[][] y = map(a, Math::exp);
    for (double[] row : y) {
      double total = Arrays.stream(row).sum();
      for (int k = 0; k < row.length; k++) {
        row[k] /= total;
      }
    }
    return y;
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /**
   * Attention of heads that lie side by side, with dot products over the square root of a width.
   */
  static double[][] attendHeads(double[][] q, double[][] k, double[][] v, int heads) {
    int width = q[0].length / heads;
    double[][] all = new double[q.length][0];
    for (int from = 0; from < q[0].length; from += width) {
      double[][] one =
          attend(
              columns(q, from, from + width),
              columns(k, from, from + width),
              columns(v, from, from + width),
              1 / Math.sqrt(width));
      all = beside(all, one);
    }
    return all;
  }

  static double[][] attend(double[][] q, double[][] k, double[][] v, double scale) {
    return times(softmax(map(times(q, transpose(k)), s -> scale * s)), v);
  }

  /** The positions 0, 1, ... as a column. */
  static double[][] positions(int steps) {
    double[][] column = new double[steps][1];
    for (int t = 0; t < steps; t++) {
      column[t][0] = t;
    }
    return column;
  }
}
