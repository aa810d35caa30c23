package dev.eigenspark.config;

import java.util.Optional;

/**
 * The settings of the {@code ablate} section beside the grid: how runs are compared.
 *
 * @param over what the runs of a group differ in
 * @param metric what the figures show
 * @param panels the varied key whose values are the panels of the comparison; empty for a choice by
 *     what varies
 * @param target training accuracy to wait for, in [0, 1]; 0 for none
 * @param smooth rounds whose mean is compared with the target
 * @param parallel runs at once
 */
public record AblateOptions(
    @Setting(doc = "the varied key that means and intervals go over", or = "train.seed")
        String over,
    @Setting(doc = "what the figures show, of each round and of the test split", or = "accuracy")
        Metric metric,
    @Setting(
            doc =
                "the varied key whose values are the panels of the comparison; auto: data.task, or"
                    + " else the first with 2 to 6 values",
            or = AUTO)
        String panels,
    @Setting(doc = "training accuracy whose first round is looked for; 0: none", or = "0")
        double target,
    @Setting(doc = "latest rounds whose mean accuracy is compared with the target", or = "1")
        int smooth,
    @Setting(doc = "runs at once; they change no result", or = "1") int parallel) {

  private static final String AUTO = "auto";

  /** What training and its result are judged by. */
  public enum Metric {
    ACCURACY,
    LOSS
  }

  /** Validates the ranges. */
  public AblateOptions {
    if (!(target >= 0 && target <= 1)) {
      throw new IllegalArgumentException("target " + target + " must be in [0, 1]");
    }
    Limits.atLeast("smooth", smooth, 1);
    Limits.atLeast("parallel", parallel, 1);
  }

  /** The key of the panels, or empty where what varies decides. */
  public Optional<String> panelKey() {
    return panels.equals(AUTO) ? Optional.empty() : Optional.of(panels);
  }
}
