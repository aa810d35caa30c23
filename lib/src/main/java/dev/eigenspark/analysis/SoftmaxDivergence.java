package dev.eigenspark.analysis;

import dev.eigenspark.linalg.Matrix;
import java.io.Serializable;

/**
 * The mean over n rows of KL(p || softmax(z / T)): cross-entropy where p is a class and T = 1,
 * distillation where p is what another network predicts (Hinton, Vinyals, Dean, Distilling the
 * knowledge in a neural network, 2015; without their factor T^2). By z its derivative is {@code
 * (softmax(z / T) - p) / (T n)}.
 *
 * @param temperature T
 */
record SoftmaxDivergence(double temperature) implements Serializable {
  /** softmax(z / T), row by row. */
  Matrix probabilities(Matrix logits) {
    int cols = logits.cols();
    double[] out = logits.values().clone();
    for (int from = 0; from < out.length; from += cols) {
      double largest = out[from];
      for (int k = from + 1; k < from + cols; k++) {
        largest = Math.max(largest, out[k]);
      }
      double sum = 0;
      for (int k = from; k < from + cols; k++) {
        out[k] = StrictMath.exp((out[k] - largest) / temperature);
        sum += out[k];
      }
      for (int k = from; k < from + cols; k++) {
        out[k] /= sum;
      }
    }
    return new Matrix(logits.rows(), cols, out);
  }

  /** The derivative by the logits. */
  Matrix gradient(Matrix wanted, Matrix logits) {
    double[] out = probabilities(logits).minus(wanted).values();
    double scale = temperature * logits.rows();
    for (int k = 0; k < out.length; k++) {
      out[k] /= scale;
    }
    return new Matrix(logits.rows(), logits.cols(), out);
  }

  /** The rows p of points whose classes are known. */
  static Matrix ofClasses(int[] labels, int classes) {
    double[] out = new double[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      out[i * classes + labels[i]] = 1;
    }
    return new Matrix(labels.length, classes, out);
  }
}
