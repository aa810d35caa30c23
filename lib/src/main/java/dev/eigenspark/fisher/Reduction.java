package dev.eigenspark.fisher;

/** What the loss of a trial is, when several of its steps have a label. */
public enum Reduction {
  /** The mean over the labelled steps, which training minimises. */
  MEAN,
  /** The sum over them: minus the logarithm of the probability of the trial's labels. */
  SUM;

  /**
   * What the trace of F under this loss is, as a multiple of that under the mean.
   *
   * @param steps labelled steps of a trial
   */
  public double traceFactor(int steps) {
    return switch (this) {
      case MEAN -> 1;
      case SUM -> (double) steps * steps;
    };
  }
}
