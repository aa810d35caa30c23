package dev.eigenspark.nn.tape;

/** {@code y = a u + b v} of two tensors of one shape. */
final class WeightedSum implements Op {
  private final float a;
  private final Tensor u;
  private final float b;
  private final Tensor v;
  private final Tensor y;

  WeightedSum(float a, Tensor u, float b, Tensor v) {
    Shapes.checkEqual(u, v);
    this.a = a;
    this.u = u;
    this.b = b;
    this.v = v;
    y = new Tensor(u.rows(), u.columns());
  }

  @Override
  public Tensor y() {
    return y;
  }

  @Override
  public void forward(int trials) {
    float[] first = u.value();
    float[] second = v.value();
    float[] to = y.value();
    for (int i = 0; i < trials * y.size(); i++) {
      to[i] = a * first[i] + b * second[i];
    }
  }

  @Override
  public void backward(int trials) {
    add(a, u.gradient(), trials);
    add(b, v.gradient(), trials);
  }

  private void add(float factor, float[] sum, int trials) {
    float[] dy = y.gradient();
    for (int i = 0; i < trials * y.size(); i++) {
      sum[i] += factor * dy[i];
    }
  }
}
