package dev.eigenspark.nn.tape;

/** {@code y_{i n + j} = relu(a_i + b_j)} for all ordered pairs (i, j) of the n rows of a trial. */
final class Pairs implements Op {
  private final Tensor a;
  private final Tensor b;
  private final Tensor y;
  private final int n;
  private final int columns;

  Pairs(Tensor a, Tensor b) {
    Shapes.checkEqual(a, b);
    this.a = a;
    this.b = b;
    n = a.rows();
    columns = a.columns();
    y = new Tensor(n * n, columns);
  }

  @Override
  public Tensor y() {
    return y;
  }

  @Override
  public void forward(int trials) {
    float[] first = a.value();
    float[] second = b.value();
    float[] to = y.value();
    for (int row = 0; row < trials * n * n; row++) {
      int i = row / n * columns;
      int j = (row / (n * n) * n + row % n) * columns;
      for (int k = 0; k < columns; k++) {
        to[row * columns + k] = Math.max(first[i + k] + second[j + k], 0f);
      }
    }
  }

  @Override
  public void backward(int trials) {
    float[] value = y.value();
    float[] dy = y.gradient();
    float[] da = a.gradient();
    float[] db = b.gradient();
    for (int row = 0; row < trials * n * n; row++) {
      int i = row / n * columns;
      int j = (row / (n * n) * n + row % n) * columns;
      int from = row * columns;
      for (int k = 0; k < columns; k++) {
        float passed = value[from + k] > 0 ? dy[from + k] : 0f;
        da[i + k] += passed;
        db[j + k] += passed;
      }
    }
  }
}
