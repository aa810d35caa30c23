package dev.eigenspark.fisher;

import dev.eigenspark.nn.OutputErrors;

/** Estimates the trace of F on minibatches of trials. One instance belongs to one thread. */
public final class TraceMeter {
  private static final int[] NO_GROUPS = {};

  private final TraceRequest request;
  private final int steps;
  private final int classes;
  private final Draws draws;

  /**
   * A meter.
   *
   * @param steps labelled steps of a trial
   * @param classes outputs of the network
   */
  public TraceMeter(TraceRequest request, int steps, int classes) {
    this.request = request;
    this.steps = steps;
    this.classes = classes;
    draws = new Draws(request.seed(), steps, classes);
  }

  /** Adds what the trials of a minibatch give, in their order. */
  public void measure(TrialGradients batch, TraceSums sums) {
    for (Estimator estimator : request.estimators()) {
      if (estimator == Estimator.BATCH) {
        sums.add(estimator, NO_GROUPS, ofBatch(batch));
      } else {
        double[] values = ofTrials(batch, estimator);
        for (int trial = 0; trial < values.length; trial++) {
          sums.add(estimator, batch.groups(trial), values[trial]);
        }
      }
    }
  }

  private double ofBatch(TrialGradients batch) {
    double sum = 0;
    for (int pass = 0; pass < request.draws(); pass++) {
      sum += batch.squaredNormOfMean(errors(batch, Estimator.BATCH, pass));
    }
    return batch.trials() * sum * Estimator.BATCH.weight(request.draws());
  }

  private double[] ofTrials(TrialGradients batch, Estimator estimator) {
    double[] values = new double[batch.trials()];
    double weight = estimator.weight(request.draws());
    for (int pass = 0; pass < estimator.passes(request.draws(), steps, classes); pass++) {
      double[] squares = batch.squaredNorms(errors(batch, estimator, pass));
      for (int trial = 0; trial < values.length; trial++) {
        values[trial] += weight * squares[trial];
      }
    }
    return values;
  }

  private OutputErrors errors(TrialGradients batch, Estimator estimator, int pass) {
    return (step, trial, label, values) ->
        estimator.replace(draws, pass, batch.row(trial), step, values);
  }
}
