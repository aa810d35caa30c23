package dev.eigenspark.train;

import java.util.List;

/**
 * A number of a training that was not finite, and where.
 *
 * @param round the round, from 1 as in {@code metrics.jsonl}
 * @param worker index of the worker, or {@link #ALL} when it was in what the workers share
 * @param step local step of the minibatch, counted from 0
 * @param what what was not finite, for instance {@code loss is NaN}
 * @param rows row ids of the minibatch in the training split; empty when there was none
 */
record Divergence(long round, int worker, long step, String what, List<Long> rows)
    implements WorkerOutcome {
  /** In place of a worker. */
  static final int ALL = -1;

  Divergence {
    rows = List.copyOf(rows);
  }

  /** What and where, in words. */
  String sentence() {
    String who = worker == ALL ? "" : ", worker " + worker;
    return what + " in round " + round + who + ", step " + step;
  }
}
