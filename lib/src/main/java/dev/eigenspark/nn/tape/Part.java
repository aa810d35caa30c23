package dev.eigenspark.nn.tape;

/** A rectangle of each trial's matrix. */
final class Part implements Op {
  private final Tensor x;
  private final int firstRow;
  private final int firstColumn;
  private final Tensor y;

  Part(Tensor x, int firstRow, int rows, int firstColumn, int columns) {
    if (firstRow + rows > x.rows() || firstColumn + columns > x.columns()) {
      throw new IllegalArgumentException("a part that lies outside of its tensor");
    }
    this.x = x;
    this.firstRow = firstRow;
    this.firstColumn = firstColumn;
    y = new Tensor(rows, columns);
  }

  @Override
  public Tensor y() {
    return y;
  }

  /** Where a row of the part lies in x. */
  private int source(int row) {
    int trial = row / y.rows();
    return (trial * x.rows() + firstRow + row % y.rows()) * x.columns() + firstColumn;
  }

  @Override
  public void forward(int trials) {
    for (int row = 0; row < trials * y.rows(); row++) {
      System.arraycopy(x.value(), source(row), y.value(), row * y.columns(), y.columns());
    }
  }

  @Override
  public void backward(int trials) {
    float[] dy = y.gradient();
    float[] dx = x.gradient();
    for (int row = 0; row < trials * y.rows(); row++) {
      int to = source(row);
      for (int k = 0; k < y.columns(); k++) {
        dx[to + k] += dy[row * y.columns() + k];
      }
    }
  }
}
