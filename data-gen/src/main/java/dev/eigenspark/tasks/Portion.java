package dev.eigenspark.tasks;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.FeistelPermutation;
import dev.eigenspark.rng.Streams;

/**
 * The part of a numbered list that a split may show: in an order that the seed draws, the first
 * ones are for train, and all others for valid and test.
 */
final class Portion {
  private final FeistelPermutation order;
  private final long first;
  private final int size;

  /**
   * The part of a split.
   *
   * @param all length of the list
   * @param training how many are for train, at least 1 and less than all
   * @param stream of the split
   * @param key gives the order: its next numbers
   */
  Portion(int all, int training, int stream, CounterRandom key) {
    order = new FeistelPermutation(all, key);
    first = stream == Streams.TRAIN ? 0 : training;
    size = stream == Streams.TRAIN ? training : all - training;
  }

  /** Draws one of its numbers. */
  int draw(CounterRandom random) {
    return (int) order.apply(first + random.nextInt(size));
  }
}
