package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.FeistelPermutation;
import dev.eigenspark.rng.Streams;

/** The trials of a relational task whose splits follow {@link Rules}. */
final class RuleTrials extends SeededTrials<RuleTrials.Split> {
  private static final long serialVersionUID = 1L;

  private final ObjectPool pool;
  private final Rules training;
  private final Rules testing;
  private final TrialSet set;

  /**
   * Trials of these rules.
   *
   * @param classes how many labels there are
   * @param training rules of the split train
   * @param testing rules of the splits valid and test
   * @throws Failure of kind CONFIGURATION if a split has fewer objects than a trial shows
   */
  RuleTrials(int classes, Rules training, Rules testing, RelationalOptions options) {
    super(training.steps(), classes, options.pool());
    pool = options.pool();
    pool.require(training.letters(), testing.letters());
    this.training = training;
    this.testing = testing;
    set = options.trials();
  }

  @Override
  public void requireRows(String split, long rows) {
    if (set == TrialSet.FIXED) {
      long there = counted(Streams.ofSplit(split)).rows();
      if (rows > there) {
        throw Failure.configuration(
            "data.rows.%s = %d must be at most %d: all trials of %d objects, balanced"
                .formatted(split, rows, there, pool.size(Streams.ofSplit(split))));
      }
    }
  }

  @Override
  public void fill(CounterRandom random, TrialBuffer trial) {
    int[] ids = trial.ints(IDS);
    Split now = at(random);
    trial.ints(LABEL)[0] =
        switch (set) {
          case STREAM -> rules(random.stream()).draw(random, now.members().length, ids);
          case FIXED -> now.counted().make(random, now.orders(), ids);
        };
    name(ids, now.members());
  }

  /** What the seed draws for a split. */
  record Split(int[] members, CountedTrials counted, FeistelPermutation[] orders) {}

  @Override
  Split draw(int stream, long seed) {
    CountedTrials counted = counted(stream);
    return new Split(pool.members(stream, seed), counted, counted.orders(seed));
  }

  private CountedTrials counted(int stream) {
    return new CountedTrials(stream, rules(stream), pool);
  }

  private Rules rules(int stream) {
    return stream == Streams.TRAIN ? training : testing;
  }
}
