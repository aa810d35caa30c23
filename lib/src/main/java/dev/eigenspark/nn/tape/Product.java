package dev.eigenspark.nn.tape;

/**
 * {@code y = a b}, number by number, or, where b has one column, {@code y_ik = a_ik b_i}: every row
 * times its number.
 */
final class Product implements Op {
  private final Tensor a;
  private final Tensor b;
  private final Tensor y;
  private final int run;

  Product(Tensor a, Tensor b) {
    Shapes.checkRows(a, b);
    if (b.columns() > 1) {
      Shapes.checkEqual(a, b);
    }
    this.a = a;
    this.b = b;
    y = new Tensor(a.rows(), a.columns());
    run = a.columns() / b.columns();
  }

  @Override
  public Tensor y() {
    return y;
  }

  @Override
  public void forward(int trials) {
    float[] value = a.value();
    float[] factor = b.value();
    float[] to = y.value();
    for (int j = 0; j < trials * b.size(); j++) {
      for (int i = j * run; i < (j + 1) * run; i++) {
        to[i] = value[i] * factor[j];
      }
    }
  }

  @Override
  public void backward(int trials) {
    float[] value = a.value();
    float[] factor = b.value();
    float[] dy = y.gradient();
    float[] da = a.gradient();
    float[] db = b.gradient();
    for (int j = 0; j < trials * b.size(); j++) {
      float sum = 0;
      for (int i = j * run; i < (j + 1) * run; i++) {
        sum += dy[i] * value[i];
        da[i] += dy[i] * factor[j];
      }
      db[j] += sum;
    }
  }
}
