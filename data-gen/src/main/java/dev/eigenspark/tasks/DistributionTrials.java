package dev.eigenspark.tasks;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;

/**
 * Distribution of N: N distinct objects, the first N-1 of the same in another order, and N+1
 * options in random order, the N and one more; the label is the place of the missing object. A
 * trial has 3N positions and is made in place.
 */
final class DistributionTrials extends SeededTrials<int[]> {
  private static final long serialVersionUID = 1L;

  /** Objects at the end of the row that the hard test permutes among themselves. */
  private static final int LAST = 3;

  private final int row;
  private final ObjectPool pool;
  private final DistributionOptions.Permutations permutations;

  /**
   * Trials of this length.
   *
   * @param row N
   * @throws dev.eigenspark.Failure of kind CONFIGURATION if a split has fewer than N+1 objects
   */
  DistributionTrials(int row, DistributionOptions options) {
    super(3 * row, row + 1, options.pool());
    this.row = row;
    pool = options.pool();
    pool.require(row + 1, row + 1);
    permutations = options.permutations();
  }

  @Override
  public void fill(CounterRandom random, TrialBuffer trial) {
    int[] ids = trial.ints(IDS);
    int[] members = at(random);
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
    trial.ints(LABEL)[0] = label;
    name(ids, members);
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

  @Override
  int[] draw(int stream, long seed) {
    return pool.members(stream, seed);
  }
}
