package dev.eigenspark.nn.tape;

import java.util.Arrays;

/** {@code y = sum_i w_i m_i}: the rows of m, weighted by one row w. */
final class RowMix implements Op {
  private final Tensor w;
  private final Tensor m;
  private final Tensor y;

  RowMix(Tensor w, Tensor m) {
    if (w.rows() != 1 || w.columns() != m.rows()) {
      throw new IllegalArgumentException(w.columns() + " weights for " + m.rows() + " rows");
    }
    this.w = w;
    this.m = m;
    y = new Tensor(1, m.columns());
  }

  @Override
  public Tensor y() {
    return y;
  }

  @Override
  public void forward(int trials) {
    int d = m.columns();
    float[] sum = y.value();
    float[] rows = m.value();
    Arrays.fill(sum, 0, trials * d, 0f);
    for (int row = 0; row < trials * m.rows(); row++) {
      float weight = w.value()[row];
      int to = row / m.rows() * d;
      for (int k = 0; k < d; k++) {
        sum[to + k] += weight * rows[row * d + k];
      }
    }
  }

  @Override
  public void backward(int trials) {
    int d = m.columns();
    float[] dy = y.gradient();
    float[] rows = m.value();
    float[] dm = m.gradient();
    for (int row = 0; row < trials * m.rows(); row++) {
      float weight = w.value()[row];
      int from = row / m.rows() * d;
      float sum = 0;
      for (int k = 0; k < d; k++) {
        sum += dy[from + k] * rows[row * d + k];
        dm[row * d + k] += weight * dy[from + k];
      }
      w.gradient()[row] += sum;
    }
  }
}
