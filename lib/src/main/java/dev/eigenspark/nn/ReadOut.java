package dev.eigenspark.nn;

import dev.eigenspark.linalg.PackedMatrix;
import java.util.Arrays;

/**
 * Linear read-out of many rows at once, {@code y = h W + b}, with its loss: the mean over rows of
 * what a {@link SequenceLoss} says. Rows are (time step, sequence) pairs in time-major order.
 * Parameters and their gradients are {@code W [hidden][outputs]} then {@code b [outputs]}.
 *
 * <p>Use: {@link #load}, {@link #forward}, {@link #differentiate}, {@link #backward}, then {@link
 * #hiddenGradient} of the rows that are wanted.
 */
final class ReadOut {
  private static final int CHUNK_ROWS = 256;

  private final int rows;
  private final int totalRows;
  private final int hidden;
  private final int outputs;
  private final int stride;
  private final int width;
  private final SequenceLoss sequenceLoss;
  private final float[] weights;
  private final float[] bias;
  private final PackedMatrix packed;
  private final PackedMatrix transposed;
  private final PackedMatrix packedHidden;
  private final PackedMatrix.Workspace workspace;
  private final float[] y;
  private final float[] weightGradient;
  private double loss;

  /**
   * A read-out of some or all rows of a batch: loss and gradients are its share of the mean over
   * all.
   *
   * @param rows its own rows
   * @param totalRows rows of the whole batch
   */
  ReadOut(int rows, int totalRows, int hidden, SequenceLoss sequenceLoss) {
    this.rows = rows;
    this.totalRows = totalRows;
    this.hidden = hidden;
    this.sequenceLoss = sequenceLoss;
    outputs = sequenceLoss.outputs();
    stride = sequenceLoss.stride();
    width = PackedMatrix.padded(hidden);
    weights = new float[hidden * stride];
    bias = new float[outputs];
    packed = new PackedMatrix(hidden, stride);
    transposed = new PackedMatrix(outputs, width);
    packedHidden = new PackedMatrix(Math.min(rows, CHUNK_ROWS), width);
    workspace = new PackedMatrix.Workspace(Math.max(Math.max(hidden, outputs), CHUNK_ROWS));
    y = new float[Math.multiplyExact(rows, stride)];
    weightGradient = new float[outputs * width];
  }

  int rows() {
    return rows;
  }

  /** Share of the mean loss in the last {@link #forward}. */
  double loss() {
    return loss;
  }

  /** Takes the parameters, which begin at {@code at}. */
  void load(FloatBlock parameters, int at) {
    for (int i = 0; i < hidden; i++) {
      parameters.get(at + i * outputs, weights, i * stride, outputs);
    }
    parameters.get(at + hidden * outputs, bias, 0, outputs);
    packed.pack(weights, 0, stride, hidden);
    transposed.packTransposed(weights, 0, stride, hidden, outputs);
  }

  /**
   * Predictions and loss.
   *
   * @param h activations, from {@code hAt} on, {@code hStride} floats from one row to the next; the
   *     hidden units are padded with zeros as {@link PackedMatrix#padded} says
   * @param labels {@link SequenceLoss#labelWidth} numbers for each row
   * @param correct receives, for each group of {@code group} rows (a time step), how many of them
   *     are right
   * @param group rows in a group
   */
  void forward(float[] h, int hAt, int hStride, float[] labels, int[] correct, int group) {
    packed.multiply(workspace, h, hAt, hStride, rows, y, 0, stride);
    for (int at = 0; at < y.length; at += stride) {
      for (int o = 0; o < outputs; o++) {
        y[at + o] += bias[o];
      }
    }
    loss = sequenceLoss.predict(y, rows, labels, correct, group) / totalRows;
  }

  /** Copies the predictions to {@code [rows][outputs]}. */
  void copyPredictions(FloatBlock target) {
    for (int row = 0; row < rows; row++) {
      target.put(row * outputs, y, row * stride, outputs);
    }
  }

  /**
   * Turns the predictions of {@link #forward} into the errors of the outputs.
   *
   * @param labels as for {@link #forward}
   */
  void differentiate(float[] labels) {
    sequenceLoss.differentiate(y, rows, labels);
    divide();
  }

  /**
   * The same with errors that come from elsewhere.
   *
   * @param labels class indices, as for {@link #forward}
   * @param group rows in a group (a time step)
   * @param firstTrial the place in the minibatch of a group's first row
   */
  void differentiate(OutputErrors errors, float[] labels, int group, int firstTrial) {
    double[] values = new double[outputs];
    for (int row = 0; row < rows; row++) {
      int at = row * stride;
      for (int o = 0; o < outputs; o++) {
        values[o] = y[at + o];
      }
      errors.replace(row / group, firstTrial + row % group, (int) labels[row], values);
      for (int o = 0; o < outputs; o++) {
        y[at + o] = (float) values[o];
      }
    }
    divide();
  }

  /** The loss is a mean over rows. */
  private void divide() {
    for (int at = 0; at < y.length; at += stride) {
      for (int o = 0; o < outputs; o++) {
        y[at + o] /= totalRows;
      }
    }
  }

  /**
   * Gradients of the parameters, after {@link #differentiate}.
   *
   * @param gradients receives dW then db
   */
  void backward(float[] h, int hAt, int hStride, float[] gradients) {
    sumWeightGradient(h, hAt, hStride, 0, 1);
    for (int i = 0; i < hidden * outputs; i++) {
      gradients[i] = weightGradient[i % outputs * width + i / outputs];
    }
    biasGradient(gradients);
  }

  /** That of the rows {@code first, first + every, ...} alone. */
  private void sumWeightGradient(float[] h, int hAt, int hStride, int first, int every) {
    Arrays.fill(weightGradient, 0f);
    for (int from = first; from < rows; from += every * CHUNK_ROWS) {
      int count = Math.min(CHUNK_ROWS, (rows - from + every - 1) / every);
      packedHidden.pack(h, hAt + from * hStride, every * hStride, count);
      packedHidden.addTransposedProduct(
          workspace, y, from * stride, every * stride, outputs, weightGradient, 0, width);
    }
  }

  /**
   * The squared norm of what one trial adds to the gradient of the parameters; in place of {@link
   * #backward}.
   *
   * @param trial its row in each group
   * @param group rows in a group (a time step)
   */
  double squaredNorm(float[] h, int hAt, int hStride, int trial, int group) {
    sumWeightGradient(h, hAt, hStride, trial, group);
    double sum = SquaredNorm.of(weightGradient, 0, weightGradient.length);
    for (int o = 0; o < outputs; o++) {
      double bias = 0;
      for (int row = trial; row < rows; row += group) {
        bias += y[row * stride + o];
      }
      sum += bias * bias;
    }
    return sum;
  }

  /** Shows the rows h, as in {@link #forward}, and the errors of the outputs. */
  void factors(float[] h, int hAt, int hStride, Factors factors) {
    for (int row = 0; row < rows; row++) {
      factors.accept(h, hAt + row * hStride, y, row * stride);
    }
  }

  private void biasGradient(float[] gradients) {
    Arrays.fill(gradients, hidden * outputs, (hidden + 1) * outputs, 0f);
    for (int at = 0; at < y.length; at += stride) {
      for (int o = 0; o < outputs; o++) {
        gradients[hidden * outputs + o] += y[at + o];
      }
    }
  }

  /**
   * dL/dh after {@link #differentiate}.
   *
   * @param firstRow the first row that is wanted
   * @param count how many rows
   * @param dh receives them, each of {@link PackedMatrix#padded} width
   */
  void hiddenGradient(int firstRow, int count, float[] dh) {
    transposed.multiply(workspace, y, firstRow * stride, stride, count, dh, 0, width);
  }
}
