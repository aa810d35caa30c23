package dev.eigenspark.nn;

import dev.eigenspark.data.SequenceFormat;
import java.util.Arrays;

/**
 * Squared error of real labels: predictions are the outputs, loss {@code sum over o of (y[o] -
 * label[o])^2}, gradient {@code 2 (y - label)}. A row is right when every output is off by less
 * than {@link SequenceFormat#TOLERANCE}.
 *
 * @param outputs numbers to predict
 */
record SquaredErrorLoss(int outputs) implements SequenceLoss {
  @Override
  public int labelWidth() {
    return outputs;
  }

  @Override
  public double predict(float[] y, int rows, float[] labels, int[] correct, int group) {
    int stride = stride();
    double total = 0;
    Arrays.fill(correct, 0);
    for (int row = 0; row < rows; row++) {
      double largest = 0;
      for (int o = 0; o < outputs; o++) {
        double error = y[row * stride + o] - labels[row * outputs + o];
        total += error * error;
        largest = Math.max(largest, Math.abs(error));
      }
      if (largest < SequenceFormat.TOLERANCE) {
        correct[row / group]++;
      }
    }
    return total;
  }

  @Override
  public void differentiate(float[] predictions, int rows, float[] labels) {
    int stride = stride();
    for (int row = 0; row < rows; row++) {
      for (int o = 0; o < outputs; o++) {
        int at = row * stride + o;
        predictions[at] = 2 * (predictions[at] - labels[row * outputs + o]);
      }
    }
  }
}
