package dev.eigenspark.nn;

import java.io.Serializable;

/**
 * A minibatch in plain arrays, which can travel to a Spark task.
 *
 * @param steps time steps T
 * @param rows trials N
 * @param inputs input width I
 * @param labelledSteps last steps that have a label, L
 * @param features inputs {@code [T][N][I]}
 * @param labels class indices {@code [L][N]}
 */
public record LabelledTrials(
    int steps, int rows, int inputs, int labelledSteps, float[] features, float[] labels)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The same trials with the labels of the last {@code count} steps alone. */
  public LabelledTrials labelledAtLast(int count) {
    float[] last = new float[count * rows];
    System.arraycopy(labels, labels.length - last.length, last, 0, last.length);
    return new LabelledTrials(steps, rows, inputs, count, features, last);
  }
}
