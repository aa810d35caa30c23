package dev.eigenspark.fisher;

import dev.eigenspark.SampleMean;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Sums for the trace of F under the mean loss, for each estimator: over all trials, and over those
 * of each of some groups, which may overlap. They add up, and adding in a fixed order gives the
 * same bits.
 */
public final class TraceSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<Estimator> estimators;
  private final SampleMean[] all;
  private final SampleMean[][] ofGroup;

  /**
   * Of no trial.
   *
   * @param groups groups that are told apart; 0 for none
   */
  public TraceSums(List<Estimator> estimators, int groups) {
    this.estimators = List.copyOf(estimators);
    all = new SampleMean[estimators.size()];
    Arrays.fill(all, SampleMean.NONE);
    ofGroup = new SampleMean[estimators.size()][groups];
    for (SampleMean[] sums : ofGroup) {
      Arrays.fill(sums, SampleMean.NONE);
    }
  }

  /** The estimators, in order. */
  public List<Estimator> estimators() {
    return estimators;
  }

  /** Groups that are told apart. */
  public int groups() {
    return ofGroup.length == 0 ? 0 : ofGroup[0].length;
  }

  /** Over all trials, or all minibatches for {@link Estimator#BATCH}. */
  public SampleMean all(Estimator estimator) {
    return all[estimators.indexOf(estimator)];
  }

  /** Over the trials of a group. */
  public SampleMean of(Estimator estimator, int group) {
    return ofGroup[estimators.indexOf(estimator)][group];
  }

  /**
   * Adds a value.
   *
   * @param groups those that it is of
   */
  void add(Estimator estimator, int[] groups, double value) {
    int index = estimators.indexOf(estimator);
    all[index] = all[index].plus(value);
    for (int group : groups) {
      ofGroup[index][group] = ofGroup[index][group].plus(value);
    }
  }

  /** Adds the sums of other trials. */
  public void add(TraceSums other) {
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i].plus(other.all[i]);
      for (int k = 0; k < groups(); k++) {
        ofGroup[i][k] = ofGroup[i][k].plus(other.ofGroup[i][k]);
      }
    }
  }
}
