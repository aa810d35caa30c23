package dev.eigenspark.nn.tape;

/**
 * {@code y_i = m_i (1 - w_i e) + w_i a}: rows of m, erased by e and added to by a, each as far as w
 * says (Graves, Wayne, Danihelka 2014, section 3.2).
 */
final class Rewrite implements Op {
  private final Tensor m;
  private final Tensor w;
  private final Tensor e;
  private final Tensor a;
  private final Tensor y;

  Rewrite(Tensor m, Tensor w, Tensor e, Tensor a) {
    Shapes.checkEqual(e, a);
    if (w.rows() != 1 || w.columns() != m.rows() || e.size() != m.columns()) {
      throw new IllegalArgumentException("weights and vectors that do not fit the memory");
    }
    this.m = m;
    this.w = w;
    this.e = e;
    this.a = a;
    y = new Tensor(m.rows(), m.columns());
  }

  @Override
  public Tensor y() {
    return y;
  }

  @Override
  public void forward(int trials) {
    int d = m.columns();
    float[] old = m.value();
    float[] erased = e.value();
    float[] added = a.value();
    float[] to = y.value();
    for (int row = 0; row < trials * m.rows(); row++) {
      float weight = w.value()[row];
      int at = row / m.rows() * d;
      for (int k = 0; k < d; k++) {
        to[row * d + k] = old[row * d + k] * (1 - weight * erased[at + k]) + weight * added[at + k];
      }
    }
  }

  @Override
  public void backward(int trials) {
    int d = m.columns();
    float[] old = m.value();
    float[] erased = e.value();
    float[] added = a.value();
    float[] dy = y.gradient();
    float[] dm = m.gradient();
    float[] de = e.gradient();
    float[] da = a.gradient();
    for (int row = 0; row < trials * m.rows(); row++) {
      float weight = w.value()[row];
      int at = row / m.rows() * d;
      float dw = 0;
      for (int k = 0; k < d; k++) {
        float g = dy[row * d + k];
        float before = old[row * d + k];
        dw += g * (added[at + k] - before * erased[at + k]);
        dm[row * d + k] += g * (1 - weight * erased[at + k]);
        de[at + k] -= g * weight * before;
        da[at + k] += g * weight;
      }
      w.gradient()[row] += dw;
    }
  }
}
