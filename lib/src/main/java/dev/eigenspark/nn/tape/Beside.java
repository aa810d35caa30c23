package dev.eigenspark.nn.tape;

import java.util.List;

/** Puts the columns of tensors beside each other, row by row. */
final class Beside implements Op {
  private final List<Tensor> parts;
  private final Tensor y;

  Beside(List<Tensor> parts) {
    parts.forEach(part -> Shapes.checkRows(parts.get(0), part));
    this.parts = List.copyOf(parts);
    y = new Tensor(parts.get(0).rows(), parts.stream().mapToInt(Tensor::columns).sum());
  }

  @Override
  public Tensor y() {
    return y;
  }

  @Override
  public void forward(int trials) {
    int first = 0;
    for (Tensor part : parts) {
      for (int row = 0; row < trials * y.rows(); row++) {
        System.arraycopy(
            part.value(),
            row * part.columns(),
            y.value(),
            row * y.columns() + first,
            part.columns());
      }
      first += part.columns();
    }
  }

  @Override
  public void backward(int trials) {
    int first = 0;
    float[] dy = y.gradient();
    for (Tensor part : parts) {
      float[] sum = part.gradient();
      for (int row = 0; row < trials * y.rows(); row++) {
        int from = row * y.columns() + first;
        int to = row * part.columns();
        for (int k = 0; k < part.columns(); k++) {
          sum[to + k] += dy[from + k];
        }
      }
      first += part.columns();
    }
  }
}
