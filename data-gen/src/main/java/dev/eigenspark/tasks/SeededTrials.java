package dev.eigenspark.tasks;

import dev.eigenspark.rng.CounterRandom;

/**
 * Relational trials for which the seed draws something once for each split, such as which objects
 * it shows.
 *
 * @param <S> what it draws
 */
abstract class SeededTrials<S> extends ObjectTrials {
  private static final long serialVersionUID = 1L;

  private transient Drawn<S> last;

  /**
   * Trials of this form.
   *
   * @param steps T
   * @param classes how many labels there are
   */
  SeededTrials(int steps, int classes, Stimuli stimuli) {
    super(steps, classes, stimuli);
  }

  private record Drawn<S>(int stream, long seed, S value) {}

  /** Draws it for the split of a stream. */
  abstract S draw(int stream, long seed);

  /** It, for the split in which {@code random} stands, kept from row to row. */
  final S at(CounterRandom random) {
    Drawn<S> now = last;
    if (now == null || now.stream() != random.stream() || now.seed() != random.seed()) {
      now = new Drawn<>(random.stream(), random.seed(), draw(random.stream(), random.seed()));
      last = now;
    }
    return now.value();
  }

  /** Names the members of a pool in place of their places in it. */
  static void name(int[] ids, int[] members) {
    for (int t = 0; t < ids.length; t++) {
      ids[t] = members[ids[t]];
    }
  }
}
