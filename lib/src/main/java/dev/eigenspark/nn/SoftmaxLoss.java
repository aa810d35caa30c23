package dev.eigenspark.nn;

import static dev.eigenspark.nn.VectorMath.ORDER;
import static dev.eigenspark.nn.VectorMath.SPECIES;
import static dev.eigenspark.nn.VectorMath.VECTOR_BYTES;

import dev.eigenspark.linalg.Gemm;
import dev.eigenspark.linalg.Gemm.Op;
import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Linear read-out, softmax and cross-entropy over many rows at once: {@code p = softmax(h W + b)},
 * loss = mean over rows of {@code -ln p[label]}, gradient of the logits {@code (p - 1[label]) /
 * rows}. Rows are (time step, sequence) pairs in time-major order.
 */
final class SoftmaxLoss implements AutoCloseable {
  private static final int CHUNK_ROWS = 1000;

  private final int rows;
  private final int totalRows;
  private final int hidden;
  private final int classes;
  private final int stride;
  private final FloatBlock logits;
  private final FloatPointer logitsStart;
  private final float[] targetLogit;
  private final float[] bias;
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
    stride = VectorMath.padded(classes);
    logits = FloatBlock.allocate((long) rows * stride);
    logitsStart = logits.at(0);
    targetLogit = new float[rows];
    bias = new float[classes];
  }

  int rows() {
    return rows;
  }

  /** Share of the mean cross-entropy in the last {@link #forward}, in nats. */
  double loss() {
    return loss;
  }

  /**
   * Probabilities and loss.
   *
   * @param h activations, {@code [rows][hidden]}
   * @param hStride floats from one row of them to the next
   * @param parameters {@code W [hidden][classes]} then {@code b [classes]}
   * @param labels one class for each row
   * @param correct receives, for each group of {@code group} rows (a time step), how many of them
   *     have the label as their first largest logit
   * @param group rows in a group
   */
  void forward(
      FloatPointer h, int hStride, FloatBlock parameters, int[] labels, int[] correct, int group) {
    Gemm.multiply(
        Op.PLAIN,
        Op.PLAIN,
        rows,
        classes,
        hidden,
        h,
        hStride,
        parameters.at(0),
        classes,
        0f,
        logitsStart,
        stride);
    for (int o = 0; o < classes; o++) {
      bias[o] = parameters.get(hidden * classes + o);
    }
    subtractMaximum(labels, correct, group);
    exponentials(logits.bytes(), Float.BYTES * rows * stride);
    normalize();
  }

  private void subtractMaximum(int[] labels, int[] correct, int group) {
    java.util.Arrays.fill(correct, 0);
    for (int row = 0; row < rows; row++) {
      int at = row * stride;
      int best = 0;
      float largest = Float.NEGATIVE_INFINITY;
      for (int o = 0; o < classes; o++) {
        float logit = logits.get(at + o) + bias[o];
        logits.put(at + o, logit);
        if (logit > largest) {
          largest = logit;
          best = o;
        }
      }
      for (int o = 0; o < classes; o++) {
        logits.put(at + o, logits.get(at + o) - largest);
      }
      targetLogit[row] = logits.get(at + labels[row]);
      if (best == labels[row]) {
        correct[row / group]++;
      }
    }
  }

  private static void exponentials(ByteBuffer values, int bytes) {
    for (int i = 0; i < bytes; i += VECTOR_BYTES) {
      VectorMath.exp(FloatVector.fromByteBuffer(SPECIES, values, i, ORDER))
          .intoByteBuffer(values, i, ORDER);
    }
  }

  private void normalize() {
    double total = 0;
    for (int row = 0; row < rows; row++) {
      int at = row * stride;
      float sum = 0;
      for (int o = 0; o < classes; o++) {
        sum += logits.get(at + o);
      }
      total += Math.log(sum) - targetLogit[row];
      float scale = 1 / sum;
      for (int o = 0; o < stride; o++) {
        logits.put(at + o, o < classes ? logits.get(at + o) * scale : 0f);
      }
    }
    loss = total / totalRows;
  }

  /** Copies the probabilities to {@code [rows][classes]}. */
  void copyProbabilities(FloatBlock target) {
    for (int row = 0; row < rows; row++) {
      target.copyFrom(row * classes, logits, row * stride, classes);
    }
  }

  /**
   * Gradients of the loss, after {@link #forward} with the same arguments.
   *
   * @param gradients receives dW then db
   * @param dh receives dL/dh, {@code [rows][hidden]}
   */
  void backward(
      FloatPointer h,
      int hStride,
      FloatBlock parameters,
      int[] labels,
      FloatBlock gradients,
      FloatPointer dh) {
    for (int row = 0; row < rows; row++) {
      int at = row * stride;
      for (int o = 0; o < classes; o++) {
        float indicator = o == labels[row] ? 1f : 0f;
        logits.put(at + o, (logits.get(at + o) - indicator) / totalRows);
      }
    }
    Gemm.multiply(
        Op.PLAIN,
        Op.TRANSPOSED,
        rows,
        hidden,
        classes,
        logitsStart,
        stride,
        parameters.at(0),
        classes,
        0f,
        dh,
        hidden);
    for (int from = 0; from < rows; from += CHUNK_ROWS) {
      Gemm.multiply(
          Op.TRANSPOSED,
          Op.PLAIN,
          hidden,
          classes,
          Math.min(CHUNK_ROWS, rows - from),
          new FloatPointer(h).position(h.position() + (long) from * hStride),
          hStride,
          logits.at((long) from * stride),
          stride,
          from == 0 ? 0f : 1f,
          gradients.at(0),
          classes);
    }
    biasGradient(gradients);
  }

  private void biasGradient(FloatBlock gradients) {
    float[] sum = new float[classes];
    for (int row = 0; row < rows; row++) {
      for (int o = 0; o < classes; o++) {
        sum[o] += logits.get(row * stride + o);
      }
    }
    for (int o = 0; o < classes; o++) {
      gradients.put(hidden * classes + o, sum[o]);
    }
  }

  @Override
  public void close() {
    logits.close();
  }
}
