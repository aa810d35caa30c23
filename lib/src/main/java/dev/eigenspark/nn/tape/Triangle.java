package dev.eigenspark.nn.tape;

import java.util.Arrays;

/** The n x n matrix whose lower triangle, row by row, is the one row of x; above it are zeros. */
final class Triangle implements Op {
  private final Tensor x;
  private final int n;
  private final Tensor y;

  Triangle(Tensor x, int n) {
    if (x.rows() != 1 || x.columns() != n * (n + 1) / 2) {
      throw new IllegalArgumentException(x.columns() + " numbers are no triangle of " + n);
    }
    this.x = x;
    this.n = n;
    y = new Tensor(n, n);
  }

  @Override
  public Tensor y() {
    return y;
  }

  @Override
  public void forward(int trials) {
    Arrays.fill(y.value(), 0, trials * y.size(), 0f);
    for (int row = 0; row < trials * n; row++) {
      System.arraycopy(x.value(), source(row), y.value(), row * n, row % n + 1);
    }
  }

  private int source(int row) {
    int i = row % n;
    return row / n * x.columns() + i * (i + 1) / 2;
  }

  @Override
  public void backward(int trials) {
    for (int row = 0; row < trials * n; row++) {
      int to = source(row);
      for (int j = 0; j <= row % n; j++) {
        x.gradient()[to + j] += y.gradient()[row * n + j];
      }
    }
  }
}
