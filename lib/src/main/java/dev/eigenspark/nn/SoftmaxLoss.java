package dev.eigenspark.nn;

import java.util.Arrays;

/**
 * Softmax and cross-entropy of class indices: predictions {@code p = softmax(y)}, loss {@code -ln
 * p[label]} in nats, gradient {@code p - 1[label]}. A row is right when its label is the first of
 * the largest outputs.
 *
 * @param outputs number of classes
 */
record SoftmaxLoss(int outputs) implements SequenceLoss {
  @Override
  public int labelWidth() {
    return 1;
  }

  @Override
  public double predict(float[] y, int rows, float[] labels, int[] correct, int group) {
    int stride = stride();
    double total = 0;
    Arrays.fill(correct, 0);
    for (int row = 0; row < rows; row++) {
      int label = Labels.checked((int) labels[row], outputs);
      if (subtractMaximum(y, row * stride) == label) {
        correct[row / group]++;
      }
      total -= y[row * stride + label];
    }
    ExpKernel.BEST.inPlace(y, rows * stride);
    for (int row = 0; row < rows; row++) {
      total += Math.log(normalize(y, row * stride));
      Arrays.fill(y, row * stride + outputs, (row + 1) * stride, 0f);
    }
    return total;
  }

  /** Makes the largest output 0, so that no exponential overflows; returns its index. */
  private int subtractMaximum(float[] y, int at) {
    int best = 0;
    float largest = Float.NEGATIVE_INFINITY;
    for (int o = 0; o < outputs; o++) {
      if (y[at + o] > largest) {
        largest = y[at + o];
        best = o;
      }
    }
    for (int o = 0; o < outputs; o++) {
      y[at + o] -= largest;
    }
    return best;
  }

  /** Makes the sum 1; returns what it was. */
  private float normalize(float[] y, int at) {
    float sum = 0;
    for (int o = 0; o < outputs; o++) {
      sum += y[at + o];
    }
    float scale = 1 / sum;
    for (int o = 0; o < outputs; o++) {
      y[at + o] *= scale;
    }
    return sum;
  }

  @Override
  public void differentiate(float[] predictions, int rows, float[] labels) {
    int stride = stride();
    for (int row = 0; row < rows; row++) {
      predictions[row * stride + (int) labels[row]] -= 1f;
    }
  }
}
