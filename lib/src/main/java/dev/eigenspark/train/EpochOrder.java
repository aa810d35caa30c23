package dev.eigenspark.train;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.FeistelPermutation;
import dev.eigenspark.rng.Streams;

/**
 * The order in which one epoch sees the rows of a split: a permutation computed from the seed,
 * never from the order in which anything arrives. It shuffles in two levels, so that an epoch over
 * billions of rows does not jump between all shards: shards are permuted, cut into windows of
 * {@value #WINDOW_SHARDS}, and rows are permuted within a window. A split that fits one window gets
 * a full permutation.
 */
final class EpochOrder {
  static final int WINDOW_SHARDS = 16;

  private final long rows;
  private final int shardRows;
  private final long seed;
  private final long epoch;
  private final long shards;
  private final FeistelPermutation shardOrder;
  private final long shortPlace;
  private long window = -1;
  private FeistelPermutation rowOrder;

  /**
   * The order of one epoch.
   *
   * @param rows rows of the split
   * @param shardRows rows of every shard but the last, which may be shorter
   * @param seed seed of the run
   * @param epoch which pass, from 0
   */
  EpochOrder(long rows, int shardRows, long seed, long epoch) {
    this.rows = rows;
    this.shardRows = shardRows;
    this.seed = seed;
    this.epoch = epoch;
    shards = (rows + shardRows - 1) / shardRows;
    shardOrder = permutation(shards, 2 * epoch);
    shortPlace = shardOrder.inverse(shards - 1);
  }

  long epoch() {
    return epoch;
  }

  /** Row id at position {@code index} of the epoch; fastest for rising positions. */
  long row(long index) {
    // A short shard in an earlier window shifts the borders by less than one window.
    long at = Math.min(index / ((long) WINDOW_SHARDS * shardRows), windows() - 1);
    enter(index >= start(windowEnd(at)) ? at + 1 : at);
    long first = start(window * WINDOW_SHARDS);
    long shuffled = first + rowOrder.apply(index - first);
    long place = shuffled / shardRows;
    if (shuffled >= start(place + 1)) {
      place++;
    }
    return shardOrder.apply(place) * shardRows + shuffled - start(place);
  }

  private void enter(long next) {
    if (next != window) {
      window = next;
      long size = start(windowEnd(window)) - start(window * WINDOW_SHARDS);
      rowOrder = permutation(size, 2 * (epoch * windows() + window) + 1);
    }
  }

  private FeistelPermutation permutation(long size, long key) {
    return new FeistelPermutation(size, new CounterRandom(seed, Streams.SHUFFLE, key));
  }

  private long windows() {
    return (shards + WINDOW_SHARDS - 1) / WINDOW_SHARDS;
  }

  private long windowEnd(long w) {
    return Math.min(shards, (w + 1) * WINDOW_SHARDS);
  }

  /** Position of the first row of the {@code place}-th shard in permuted order. */
  private long start(long place) {
    long missing = shards * shardRows - rows;
    return place * shardRows - (place > shortPlace ? missing : 0);
  }
}
