package dev.eigenspark.fisher;

import dev.eigenspark.nn.OutputErrors;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;

/**
 * What the estimates draw: a pure function of (seed, row id of the trial, round, step), the same in
 * whatever batch, task or order a trial comes. One instance belongs to one thread.
 */
public final class Draws {
  /** Random bits of a block of {@link CounterRandom}. */
  private static final int BLOCK_BITS = 128;

  private final CounterRandom labels;
  private final CounterRandom signs;
  private final int steps;
  private final int signBlocks;

  /**
   * The draws of a seed.
   *
   * @param steps labelled steps of a trial
   * @param classes outputs of the network
   */
  public Draws(long seed, int steps, int classes) {
    labels = new CounterRandom(seed, Streams.LABELS, 0);
    signs = new CounterRandom(seed, Streams.SIGNS, 0);
    this.steps = steps;
    signBlocks = (classes + BLOCK_BITS - 1) / BLOCK_BITS;
  }

  /**
   * A class from the distribution {@code p}, by the inverse of its cumulative sums. They end at the
   * sum of p and not at 1, which a distribution in single precision misses.
   *
   * @param row the trial
   * @param round which of several draws
   * @param step labelled step, from 0
   */
  public int label(long row, int round, int step, double[] p) {
    labels.seek(row, place(round, step, 1));
    double total = 0;
    for (double part : p) {
      total += part;
    }
    double level = labels.nextDouble() * total;
    double sum = 0;
    int last = 0;
    for (int k = 0; k < p.length; k++) {
      sum += p[k];
      if (p[k] > 0) {
        last = k;
        if (level < sum) {
          return k;
        }
      }
    }
    return last;
  }

  /** The errors {@code p - 1[y]} of a trial's logits, with all labels y of its first draw. */
  public OutputErrors errors(long row) {
    return (step, trial, label, values) -> Estimator.MC.replace(this, 0, row, step, values);
  }

  /** A class by which all classes are as likely; arguments as for {@link #label}. */
  public int uniformLabel(long row, int round, int step, int classes) {
    labels.seek(row, place(round, step, 1));
    return labels.nextInt(classes);
  }

  /** Independent signs, +1 or -1; arguments as for {@link #label}. */
  public void signs(long row, int round, int step, double[] signed) {
    signs.seek(row, place(round, step, signBlocks));
    int bits = 0;
    for (int k = 0; k < signed.length; k++) {
      bits = k % Integer.SIZE == 0 ? signs.nextInt() : bits >>> 1;
      signed[k] = (bits & 1) == 0 ? 1 : -1;
    }
  }

  private int place(int round, int step, int blocks) {
    long place = ((long) round * steps + step) * blocks;
    if (place >= 1L << Integer.SIZE) {
      throw new IllegalArgumentException("round " + round + " is beyond the numbers of a row");
    }
    return (int) place;
  }
}
