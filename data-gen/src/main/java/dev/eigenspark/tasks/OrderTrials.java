package dev.eigenspark.tasks;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;

/**
 * Two of n objects, and which of them comes first in an order of all that the seed draws. The C(n,
 * 2) pairs that are shown in this order are halved between training and the other splits, and so
 * are those that are shown in the other, so that every split has as many of each label.
 */
final class OrderTrials extends SeededTrials<OrderTrials.Drawn> {
  private static final long serialVersionUID = 1L;

  private final ObjectPool pool;

  /** Trials of all objects of a pool. */
  OrderTrials(ObjectPool pool) {
    super(2, 2, pool);
    this.pool = pool;
  }

  /**
   * What the seed draws.
   *
   * @param order the objects from first to last
   * @param pairs for each label the pairs that the split shows
   */
  record Drawn(int[] order, Portion[] pairs) {}

  @Override
  Drawn draw(int stream, long seed) {
    int all = pool.n() * (pool.n() - 1) / 2;
    Portion[] pairs = new Portion[2];
    for (int label = 0; label < pairs.length; label++) {
      // Row 0 of the stream has the order of the objects.
      pairs[label] =
          new Portion(all, all / 2, stream, new CounterRandom(seed, Streams.OBJECTS, label + 1L));
    }
    return new Drawn(pool.members(stream, seed), pairs);
  }

  @Override
  public void fill(CounterRandom random, TrialBuffer trial) {
    Drawn drawn = at(random);
    int label = random.nextInt(2);
    int pair = drawn.pairs()[label].draw(random);
    // Places on a circle of n: how far apart they are, and where the nearer way begins.
    int one = pair % pool.n();
    int other = (one + pair / pool.n() + 1) % pool.n();
    int[] ids = trial.ints(IDS);
    ids[label] = drawn.order()[Math.min(one, other)];
    ids[1 - label] = drawn.order()[Math.max(one, other)];
    trial.ints(LABEL)[0] = label;
  }
}
