package dev.eigenspark.nn.tape;

/**
 * {@code y_i = k . m_i / (|k| |m_i|)} between one row k and each row of m:
 *
 * <pre>
 *   dk = sum_i dy_i (m_i / |m_i| - y_i k / |k|) / |k|      dm_i alike
 * </pre>
 *
 * <p>A length is at least 1e-8.
 */
final class Cosine implements Op {
  private static final double SHORTEST = 1e-8;

  private final Tensor k;
  private final Tensor m;
  private final Tensor y;

  Cosine(Tensor k, Tensor m) {
    this.k = k;
    this.m = m;
    y = new Tensor(1, m.rows());
  }

  @Override
  public Tensor y() {
    return y;
  }

  private interface Row {
    /** At positions of the key, of a row of m and of their cosine. */
    void visit(int key, int row, int cosine);
  }

  private void forEachRow(int trials, Row visitor) {
    for (int row = 0; row < trials * m.rows(); row++) {
      visitor.visit(row / m.rows() * k.columns(), row * m.columns(), row);
    }
  }

  private double length(float[] values, int at) {
    return Math.max(Math.sqrt(dot(values, at, values, at)), SHORTEST);
  }

  private double dot(float[] a, int aAt, float[] b, int bAt) {
    double sum = 0;
    for (int i = 0; i < m.columns(); i++) {
      sum += (double) a[aAt + i] * b[bAt + i];
    }
    return sum;
  }

  @Override
  public void forward(int trials) {
    forEachRow(
        trials,
        (key, row, cosine) -> {
          double lengths = length(k.value(), key) * length(m.value(), row);
          y.value()[cosine] = (float) (dot(k.value(), key, m.value(), row) / lengths);
        });
  }

  @Override
  public void backward(int trials) {
    forEachRow(
        trials,
        (key, row, cosine) -> {
          double keyLength = length(k.value(), key);
          double rowLength = length(m.value(), row);
          double dy = y.gradient()[cosine];
          double c = y.value()[cosine];
          for (int i = 0; i < m.columns(); i++) {
            double u = k.value()[key + i] / keyLength;
            double v = m.value()[row + i] / rowLength;
            k.gradient()[key + i] += (float) (dy * (v - c * u) / keyLength);
            m.gradient()[row + i] += (float) (dy * (u - c * v) / rowLength);
          }
        });
  }
}
