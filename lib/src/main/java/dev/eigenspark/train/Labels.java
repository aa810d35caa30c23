package dev.eigenspark.train;

/** Trials by their labels, as the column {@link dev.eigenspark.data.Column#NOISY} tells them. */
public enum Labels {
  /** All trials. */
  ANY,
  /** Those with the label of the task. */
  CLEAN,
  /** Those whose label is wrong on purpose. */
  NOISY;

  boolean admit(boolean noisy) {
    return this == ANY || noisy == (this == NOISY);
  }
}
