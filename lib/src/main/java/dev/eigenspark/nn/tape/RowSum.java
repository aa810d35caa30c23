package dev.eigenspark.nn.tape;

import java.util.Arrays;

/** {@code y = factor sum_i x_i} over the rows of each trial. */
final class RowSum implements Op {
  private final Tensor x;
  private final float factor;
  private final Tensor y;

  RowSum(Tensor x, float factor) {
    this.x = x;
    this.factor = factor;
    y = new Tensor(1, x.columns());
  }

  @Override
  public Tensor y() {
    return y;
  }

  @Override
  public void forward(int trials) {
    float[] from = x.value();
    float[] sum = y.value();
    int columns = x.columns();
    Arrays.fill(sum, 0, trials * columns, 0f);
    for (int row = 0; row < trials * x.rows(); row++) {
      int to = row / x.rows() * columns;
      for (int k = 0; k < columns; k++) {
        sum[to + k] += factor * from[row * columns + k];
      }
    }
  }

  @Override
  public void backward(int trials) {
    float[] dy = y.gradient();
    float[] dx = x.gradient();
    int columns = x.columns();
    for (int row = 0; row < trials * x.rows(); row++) {
      int from = row / x.rows() * columns;
      for (int k = 0; k < columns; k++) {
        dx[row * columns + k] += factor * dy[from + k];
      }
    }
  }
}
