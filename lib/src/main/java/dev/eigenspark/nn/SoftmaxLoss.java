package dev.eigenspark.nn;

import dev.eigenspark.linalg.PackedMatrix;
import java.util.Arrays;

/**
 * Linear read-out, softmax and cross-entropy over many rows at once: {@code p = softmax(h W + b)},
 * loss = mean over rows of {@code -ln p[label]}, gradient of the logits {@code (p - 1[label]) /
 * rows}. Rows are (time step, sequence) pairs in time-major order. Parameters and their gradients
 * are {@code W [hidden][classes]} then {@code b [classes]}.
 *
 * <p>Use: {@link #load}, {@link #forward}, {@link #backward}, then {@link #hiddenGradient} of the
 * rows that are wanted.
 */
final class SoftmaxLoss {
  private static final int CHUNK_ROWS = 256;

  private final int rows;
  private final int totalRows;
  private final int hidden;
  private final int classes;
  private final int stride;
  private final int width;
  private final float[] weights;
  private final float[] bias;
  private final PackedMatrix readOut;
  private final PackedMatrix transposed;
  private final PackedMatrix packedHidden;
  private final PackedMatrix.Workspace workspace;
  private final float[] logits;
  private final float[] targetLogit;
  private final float[] weightGradient;
  private double loss;

  /**
   * A read-out of all rows.
   *
   * @param rows rows of (time step, sequence)
   */
  SoftmaxLoss(int rows, int hidden, int classes) {
    this(rows, rows, hidden, classes);
  }

  /**
   * A read-out of some of the rows: loss and gradients are its share of the mean over all.
   *
   * @param totalRows rows of the whole batch
   */
  SoftmaxLoss(int rows, int totalRows, int hidden, int classes) {
    this.rows = rows;
    this.totalRows = totalRows;
    this.hidden = hidden;
    this.classes = classes;
    stride = PackedMatrix.padded(classes);
    width = PackedMatrix.padded(hidden);
    weights = new float[hidden * stride];
    bias = new float[classes];
    readOut = new PackedMatrix(hidden, stride);
    transposed = new PackedMatrix(classes, width);
    packedHidden = new PackedMatrix(Math.min(rows, CHUNK_ROWS), width);
    workspace = new PackedMatrix.Workspace(Math.max(Math.max(hidden, classes), CHUNK_ROWS));
    logits = new float[Math.multiplyExact(rows, stride)];
    targetLogit = new float[rows];
    weightGradient = new float[classes * width];
  }

  int rows() {
    return rows;
  }

  /** Share of the mean cross-entropy in the last {@link #forward}, in nats. */
  double loss() {
    return loss;
  }

  /** Takes the parameters, which begin at {@code at}. */
  void load(FloatBlock parameters, int at) {
    for (int i = 0; i < hidden; i++) {
      parameters.get(at + i * classes, weights, i * stride, classes);
    }
    parameters.get(at + hidden * classes, bias, 0, classes);
    readOut.pack(weights, 0, stride, hidden);
    transposed.packTransposed(weights, 0, stride, hidden, classes);
  }

  /**
   * Probabilities and loss.
   *
   * @param h activations, from {@code hAt} on, {@code hStride} floats from one row to the next; the
   *     hidden units are padded with zeros as {@link PackedMatrix#padded} says
   * @param labels one class for each row
   * @param correct receives, for each group of {@code group} rows (a time step), how many of them
   *     have the label as their first largest logit
   * @param group rows in a group
   */
  void forward(float[] h, int hAt, int hStride, int[] labels, int[] correct, int group) {
    readOut.multiply(workspace, h, hAt, hStride, rows, logits, 0, stride);
    subtractMaximum(labels, correct, group);
    ExpKernel.BEST.inPlace(logits, rows * stride);
    normalize();
  }

  private void subtractMaximum(int[] labels, int[] correct, int group) {
    Arrays.fill(correct, 0);
    for (int row = 0; row < rows; row++) {
      int at = row * stride;
      int best = 0;
      float largest = Float.NEGATIVE_INFINITY;
      for (int o = 0; o < classes; o++) {
        float logit = logits[at + o] + bias[o];
        logits[at + o] = logit;
        if (logit > largest) {
          largest = logit;
          best = o;
        }
      }
      for (int o = 0; o < classes; o++) {
        logits[at + o] -= largest;
      }
      targetLogit[row] = logits[at + labels[row]];
      if (best == labels[row]) {
        correct[row / group]++;
      }
    }
  }

  private void normalize() {
    double total = 0;
    for (int row = 0; row < rows; row++) {
      int at = row * stride;
      float sum = 0;
      for (int o = 0; o < classes; o++) {
        sum += logits[at + o];
      }
      total += Math.log(sum) - targetLogit[row];
      float scale = 1 / sum;
      for (int o = 0; o < classes; o++) {
        logits[at + o] *= scale;
      }
      Arrays.fill(logits, at + classes, at + stride, 0f);
    }
    loss = total / totalRows;
  }

  /** Copies the probabilities to {@code [rows][classes]}. */
  void copyProbabilities(FloatBlock target) {
    for (int row = 0; row < rows; row++) {
      target.put(row * classes, logits, row * stride, classes);
    }
  }

  /**
   * Gradients of the parameters, after {@link #forward} with the same arguments.
   *
   * @param gradients receives dW then db
   */
  void backward(float[] h, int hAt, int hStride, int[] labels, float[] gradients) {
    for (int row = 0; row < rows; row++) {
      int at = row * stride;
      logits[at + labels[row]] -= 1f;
      for (int o = 0; o < classes; o++) {
        logits[at + o] /= totalRows;
      }
    }
    Arrays.fill(weightGradient, 0f);
    for (int from = 0; from < rows; from += CHUNK_ROWS) {
      packedHidden.pack(h, hAt + from * hStride, hStride, Math.min(CHUNK_ROWS, rows - from));
      packedHidden.addTransposedProduct(
          workspace, logits, from * stride, stride, classes, weightGradient, 0, width);
    }
    for (int i = 0; i < hidden * classes; i++) {
      gradients[i] = weightGradient[i % classes * width + i / classes];
    }
    biasGradient(gradients);
  }

  private void biasGradient(float[] gradients) {
    Arrays.fill(gradients, hidden * classes, (hidden + 1) * classes, 0f);
    for (int row = 0; row < rows; row++) {
      for (int o = 0; o < classes; o++) {
        gradients[hidden * classes + o] += logits[row * stride + o];
      }
    }
  }

  /**
   * dL/dh after {@link #backward}.
   *
   * @param firstRow the first row that is wanted
   * @param count how many rows
   * @param dh receives them, each of {@link PackedMatrix#padded} width
   */
  void hiddenGradient(int firstRow, int count, float[] dh) {
    transposed.multiply(workspace, logits, firstRow * stride, stride, count, dh, 0, width);
  }
}
