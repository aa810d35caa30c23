package dev.eigenspark.nn;

import dev.eigenspark.linalg.PackedMatrix;

/**
 * What the outputs y of a {@link ReadOut} say and what being wrong costs. Rows are (time step,
 * sequence) pairs in time-major order: {@link #stride} floats of outputs and {@link #labelWidth}
 * floats of label each. Implementations are records that are equal when they do the same.
 */
interface SequenceLoss {
  /** Numbers that the network gives for a row. */
  int outputs();

  /** Numbers of a row's label. */
  int labelWidth();

  /** Floats from one row of outputs to the next; those beyond the outputs are zero. */
  default int stride() {
    return PackedMatrix.padded(outputs());
  }

  /**
   * Turns outputs into predictions, in place.
   *
   * @param correct receives, for each group of {@code group} rows (a time step), how many of them
   *     are right
   * @return the losses of all rows, summed
   */
  double predict(float[] y, int rows, float[] labels, int[] correct, int group);

  /** Turns predictions into the gradient of the summed losses by the outputs, in place. */
  void differentiate(float[] predictions, int rows, float[] labels);
}
