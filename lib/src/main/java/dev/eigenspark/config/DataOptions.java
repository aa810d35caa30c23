package dev.eigenspark.config;

/**
 * The settings of the {@code data} section that every task has.
 *
 * @param task name in the task registry
 * @param seed seed of every trial
 * @param rows trials in each split
 * @param shardRows trials in each Parquet file
 * @param labelNoise part of the training labels that are wrong
 */
public record DataOptions(
    @Setting(doc = "name of the task; see ./eigenspark list tasks") String task,
    @Setting(doc = "seed of the dataset: the same seed gives the same bytes", or = "1") long seed,
    Rows rows,
    @Setting(doc = "trials in each Parquet file", or = "10000") int shardRows,
    @Setting(
            doc =
                "probability with which a training trial has another class than its own for a"
                    + " label, each as likely; for tasks with one label a trial",
            or = "0",
            addedLater = true)
        double labelNoise) {

  /**
   * Trials in each split.
   *
   * @param train trials to learn from, at least 1
   * @param valid trials to choose settings by
   * @param test trials to report
   */
  public record Rows(
      @Setting(doc = "trials to learn from") long train,
      @Setting(doc = "trials to choose settings by", or = "0") long valid,
      @Setting(doc = "trials to report", or = "0") long test) {
    /** Validates the ranges. */
    public Rows {
      Limits.atLeast("train", train, 1);
      Limits.atLeast("valid", valid, 0);
      Limits.atLeast("test", test, 0);
    }
  }

  /** Validates the ranges. */
  public DataOptions {
    Limits.atLeast("shardRows", shardRows, 1);
    if (!(labelNoise >= 0 && labelNoise <= 1)) {
      throw new IllegalArgumentException("labelNoise = " + labelNoise + " must be in [0, 1]");
    }
  }
}
