package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Column;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.FeistelPermutation;
import dev.eigenspark.rng.Streams;
import java.util.List;
import java.util.Optional;

/** The trials of a relational task whose splits follow {@link Rules}. */
final class RuleTrials implements TrialSource {
  private static final long serialVersionUID = 1L;

  private final ObjectTrials trials;
  private final Rules training;
  private final Rules testing;
  private final TrialSet set;
  private transient Split split;

  /**
   * Trials of these rules.
   *
   * @param classes how many labels there are
   * @param training rules of the split train
   * @param testing rules of the splits valid and test
   * @throws Failure of kind CONFIGURATION if a split has fewer objects than a trial shows
   */
  RuleTrials(int classes, Rules training, Rules testing, RelationalOptions options) {
    ObjectPool pool = options.pool();
    pool.require(training.letters(), testing.letters());
    trials = new ObjectTrials(training.steps(), classes, pool);
    this.training = training;
    this.testing = testing;
    set = options.trials();
  }

  @Override
  public List<Column> columns() {
    return trials.columns();
  }

  @Override
  public SequenceFormat format() {
    return trials.format();
  }

  @Override
  public Optional<ObjectTable> objects() {
    return trials.objects();
  }

  @Override
  public double chanceAccuracy() {
    return trials.chanceAccuracy();
  }

  @Override
  public double chanceLoss() {
    return trials.chanceLoss();
  }

  @Override
  public void requireRows(String split, long rows) {
    if (set == TrialSet.FIXED) {
      long there = counted(Streams.ofSplit(split)).rows();
      if (rows > there) {
        throw Failure.configuration(
            "data.rows.%s = %d must be at most %d: all trials of %d objects, balanced"
                .formatted(split, rows, there, trials.pool().size(Streams.ofSplit(split))));
      }
    }
  }

  @Override
  public void fill(CounterRandom random, TrialBuffer trial) {
    int[] ids = trial.ints(ObjectTrials.IDS);
    Split now = at(random);
    trial.ints(ObjectTrials.LABEL)[0] =
        switch (set) {
          case STREAM -> rules(now.stream()).draw(random, now.members().length, ids);
          case FIXED -> now.counted().make(random, now.orders(), ids);
        };
    ObjectTrials.name(ids, now.members());
  }

  /** What the seed draws for a split, kept from row to row. */
  private record Split(
      int stream, long seed, int[] members, CountedTrials counted, FeistelPermutation[] orders) {}

  private Split at(CounterRandom random) {
    Split now = split;
    if (now == null || now.stream() != random.stream() || now.seed() != random.seed()) {
      CountedTrials counted = counted(random.stream());
      now =
          new Split(
              random.stream(),
              random.seed(),
              trials.pool().members(random.stream(), random.seed()),
              counted,
              counted.orders(random.seed()));
      split = now;
    }
    return now;
  }

  private CountedTrials counted(int stream) {
    return new CountedTrials(stream, rules(stream), trials.pool());
  }

  private Rules rules(int stream) {
    return stream == Streams.TRAIN ? training : testing;
  }
}
