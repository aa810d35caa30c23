package dev.eigenspark.tasks;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.List;
import java.util.Optional;

/**
 * Distribution of N: N distinct objects, the first N-1 of the same in another order, and N+1
 * options in random order, the N and one more; the label is the place of the missing object. A
 * trial has 3N positions and is made in place.
 */
final class DistributionTrials implements TrialSource {
  private static final long serialVersionUID = 1L;

  /** Objects at the end of the row that the hard test permutes among themselves. */
  private static final int LAST = 3;

  private final int row;
  private final ObjectTrials trials;
  private final DistributionOptions.Permutations permutations;
  private transient Split split;

  /**
   * Trials of this length.
   *
   * @param row N
   * @throws dev.eigenspark.Failure of kind CONFIGURATION if a split has fewer than N+1 objects
   */
  DistributionTrials(int row, DistributionOptions options) {
    this.row = row;
    ObjectPool pool = options.pool();
    pool.require(row + 1, row + 1);
    trials = new ObjectTrials(3 * row, row + 1, pool);
    permutations = options.permutations();
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
  public void fill(CounterRandom random, TrialBuffer trial) {
    int[] ids = trial.ints(ObjectTrials.IDS);
    int[] members = at(random).members();
    for (int i = 0; i <= row; i++) {
      ids[i] = random.nextInt(members.length - i);
    }
    Distinct.decode(ids, row + 1);
    int other = ids[row];
    secondRow(random, ids);
    int missing = ids[2 * row - 1]; // the last of the second row, where the options begin
    int options = 2 * row - 1;
    System.arraycopy(ids, 0, ids, options, row);
    ids[options + row] = other;
    shuffle(random, ids, options, options + row + 1);
    int label = 0;
    while (ids[options + label] != missing) {
      label++;
    }
    trial.ints(ObjectTrials.LABEL)[0] = label;
    ObjectTrials.name(ids, members);
  }

  /** Writes all N objects of the second row behind the first. */
  private void secondRow(CounterRandom random, int[] ids) {
    System.arraycopy(ids, 0, ids, row, row);
    int last = 2 * row - LAST;
    if (permutations == DistributionOptions.Permutations.ALL) {
      shuffle(random, ids, row, 2 * row);
    } else if (random.stream() == Streams.TRAIN) {
      do {
        shuffle(random, ids, row, 2 * row);
      } while (keepsLast(ids));
    } else {
      shuffle(random, ids, row, last);
      shuffle(random, ids, last, 2 * row);
    }
  }

  /** Whether the last objects of the first row are the last of the second, in any order. */
  private boolean keepsLast(int[] ids) {
    for (int i = row - LAST; i < row; i++) {
      boolean found = false;
      for (int j = 2 * row - LAST; j < 2 * row; j++) {
        found |= ids[i] == ids[j];
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  /** Puts the elements from {@code from} to {@code to}, exclusive, in random order. */
  private static void shuffle(CounterRandom random, int[] elements, int from, int to) {
    for (int i = to - 1; i > from; i--) {
      int j = from + random.nextInt(i - from + 1);
      int swapped = elements[i];
      elements[i] = elements[j];
      elements[j] = swapped;
    }
  }

  /** What the seed draws for a split, kept from row to row. */
  private record Split(int stream, long seed, int[] members) {}

  private Split at(CounterRandom random) {
    Split now = split;
    if (now == null || now.stream() != random.stream() || now.seed() != random.seed()) {
      int[] members = trials.pool().members(random.stream(), random.seed());
      now = new Split(random.stream(), random.seed(), members);
      split = now;
    }
    return now;
  }
}
