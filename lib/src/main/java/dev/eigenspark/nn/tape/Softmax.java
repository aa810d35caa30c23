package dev.eigenspark.nn.tape;

/** {@code y = softmax(x)} of every row; {@code dx = y (dy - sum y dy)}. */
final class Softmax implements Op {
  private final Tensor x;
  private final Tensor y;

  Softmax(Tensor x) {
    this.x = x;
    y = new Tensor(x.rows(), x.columns());
  }

  @Override
  public Tensor y() {
    return y;
  }

  @Override
  public void forward(int trials) {
    int n = x.columns();
    double[] e = new double[n];
    for (int at = 0; at < trials * x.size(); at += n) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int k = at; k < at + n; k++) {
        largest = Math.max(largest, x.value()[k]);
      }
      double sum = 0;
      for (int k = 0; k < n; k++) {
        e[k] = Math.exp(x.value()[at + k] - largest);
        sum += e[k];
      }
      for (int k = 0; k < n; k++) {
        y.value()[at + k] = (float) (e[k] / sum);
      }
    }
  }

  @Override
  public void backward(int trials) {
    int n = x.columns();
    float[] dy = y.gradient();
    for (int at = 0; at < trials * x.size(); at += n) {
      double mean = 0;
      for (int k = at; k < at + n; k++) {
        mean += (double) dy[k] * y.value()[k];
      }
      for (int k = at; k < at + n; k++) {
        x.gradient()[k] += (float) (y.value()[k] * (dy[k] - mean));
      }
    }
  }
}
