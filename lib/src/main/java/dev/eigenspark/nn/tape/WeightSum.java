package dev.eigenspark.nn.tape;

import dev.eigenspark.linalg.PackedMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * {@code dW = sum x^T dy} of some inputs, over all rows of all uses in their order. Rows of small
 * uses, such as the steps of a recurrence, are brought together first: a product pays for the
 * weights that it goes through, however few its rows are.
 */
final class WeightSum {
  private static final int ROWS = 256;

  private final int first;
  private final int inputs;
  private final int outputs;
  private final int stride;
  private final float[] x;
  private final float[] dy;
  private final PackedMatrix chunk;
  private final PackedMatrix.Workspace workspace = new PackedMatrix.Workspace(ROWS);
  private int rows;

  /** The inputs from {@code first} on. */
  WeightSum(int first, int inputs, int outputs) {
    this.first = first;
    this.inputs = inputs;
    this.outputs = outputs;
    stride = PackedMatrix.padded(outputs);
    x = new float[ROWS * inputs];
    dy = new float[ROWS * outputs + PackedMatrix.COLUMN_ALIGNMENT];
    chunk = new PackedMatrix(ROWS, stride);
  }

  /** Writes dW to its rows of a matrix with {@code stride} floats from one to the next. */
  void run(List<Linear> uses, float[] weightGradient) {
    Arrays.fill(weightGradient, first * stride, (first + inputs) * stride, 0f);
    rows = 0;
    for (Linear use : uses) {
      for (int item = 0; item < use.items(); ) {
        int count = Math.min(ROWS - rows, use.items() - item);
        take(use, item, count);
        item += count;
        if (rows == ROWS) {
          add(weightGradient);
        }
      }
    }
    add(weightGradient);
  }

  private void take(Linear use, int item, int count) {
    int width = use.x().columns();
    for (int row = 0; row < count; row++) {
      int from = (item + row) * width + first;
      System.arraycopy(use.x().value(), from, x, (rows + row) * inputs, inputs);
    }
    System.arraycopy(use.y().gradient(), item * outputs, dy, rows * outputs, count * outputs);
    rows += count;
  }

  private void add(float[] weightGradient) {
    if (rows > 0) {
      chunk.pack(dy, 0, outputs, rows);
      int to = first * stride;
      chunk.addTransposedProduct(workspace, x, 0, inputs, inputs, weightGradient, to, stride);
      rows = 0;
    }
  }
}
