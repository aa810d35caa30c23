package dev.eigenspark.fisher;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Sums for the trace of F under the mean loss, for each estimator: over all trials, and over those
 * of each class. They add up, and adding in a fixed order gives the same bits.
 */
public final class TraceSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<Estimator> estimators;
  private final Moments[] all;
  private final Moments[][] ofClass;

  /**
   * Of no trial.
   *
   * @param classes classes that are told apart; 0 for none
   */
  public TraceSums(List<Estimator> estimators, int classes) {
    this.estimators = List.copyOf(estimators);
    all = new Moments[estimators.size()];
    Arrays.fill(all, Moments.NONE);
    ofClass = new Moments[estimators.size()][classes];
    for (Moments[] sums : ofClass) {
      Arrays.fill(sums, Moments.NONE);
    }
  }

  /** The estimators, in order. */
  public List<Estimator> estimators() {
    return estimators;
  }

  /** Classes that are told apart. */
  public int classes() {
    return ofClass.length == 0 ? 0 : ofClass[0].length;
  }

  /** Over all trials, or all minibatches for {@link Estimator#BATCH}. */
  public Moments all(Estimator estimator) {
    return all[estimators.indexOf(estimator)];
  }

  /** Over the trials of a class. */
  public Moments of(Estimator estimator, int label) {
    return ofClass[estimators.indexOf(estimator)][label];
  }

  /**
   * Adds a value.
   *
   * @param label class of the trial, or -1 for a value that is of no class
   */
  void add(Estimator estimator, int label, double value) {
    int index = estimators.indexOf(estimator);
    all[index] = all[index].plus(value);
    if (label >= 0 && label < classes()) {
      ofClass[index][label] = ofClass[index][label].plus(value);
    }
  }

  /** Adds the sums of other trials. */
  public void add(TraceSums other) {
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i].plus(other.all[i]);
      for (int k = 0; k < classes(); k++) {
        ofClass[i][k] = ofClass[i][k].plus(other.ofClass[i][k]);
      }
    }
  }
}
