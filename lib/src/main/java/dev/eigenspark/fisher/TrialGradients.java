package dev.eigenspark.fisher;

import dev.eigenspark.nn.OutputErrors;

/**
 * A minibatch of trials and the gradients that a network has there, of the mean loss over the
 * labelled steps, for errors of its outputs that the caller chooses.
 */
public interface TrialGradients {
  /** Trials in the minibatch. */
  int trials();

  /** The row id of a trial in its split. */
  long row(int trial);

  /** The groups whose sums a trial joins, such as its class. */
  int[] groups(int trial);

  /** |g|^2 of each trial. */
  double[] squaredNorms(OutputErrors errors);

  /** |g|^2 of the mean gradient of the trials. */
  double squaredNormOfMean(OutputErrors errors);
}
