package dev.eigenspark.nn.tape;

/** The same numbers for every trial, which are not trained. */
final class Constant implements Op {
  private final float[] numbers;
  private final Tensor y;

  Constant(float[][] matrix) {
    y = new Tensor(matrix.length, matrix[0].length);
    numbers = new float[y.size()];
    for (int row = 0; row < matrix.length; row++) {
      System.arraycopy(matrix[row], 0, numbers, row * y.columns(), y.columns());
    }
  }

  @Override
  public Tensor y() {
    return y;
  }

  @Override
  public void forward(int trials) {
    for (int trial = 0; trial < trials; trial++) {
      System.arraycopy(numbers, 0, y.value(), trial * y.size(), y.size());
    }
  }

  @Override
  public void backward(int trials) {
    // Nobody asks for the gradient of a constant.
  }
}
