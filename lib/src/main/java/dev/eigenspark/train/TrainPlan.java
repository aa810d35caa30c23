package dev.eigenspark.train;

import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Dataset;
import java.io.Serializable;

/**
 * Which rows each worker sees in each step, and how steps make rounds: pure arithmetic, the same on
 * every machine. Local step s of worker w takes the positions {@code ((s K + w) B) ... + B - 1} of
 * the endless sequence of epochs, for K workers and minibatches of B rows.
 *
 * @param rows rows of the training split
 * @param shardRows rows of each of its shards
 * @param batch rows in a minibatch, B
 * @param workers parallel workers, K
 * @param first local steps at the beginning that are each a round of their own
 * @param every local steps in a round after that, H
 * @param steps local steps of each worker in all
 * @param seed seed of the run
 */
public record TrainPlan(
    long rows, int shardRows, int batch, int workers, long first, int every, long steps, long seed)
    implements Serializable {

  /** The plan of a training. */
  static TrainPlan of(TrainRequest request) {
    Dataset dataset = request.dataset();
    return of(request.options(), dataset.rows(RoundTask.SPLIT), dataset.manifest().shardRows());
  }

  /** The plan that the options give for a split. */
  public static TrainPlan of(TrainOptions options, long rows, int shardRows) {
    double stepsOfEpochs =
        Math.ceil(options.epochs() * rows / ((double) options.batch() * options.workers()));
    long steps = options.steps() > 0 ? options.steps() : (long) stepsOfEpochs;
    return new TrainPlan(
        rows,
        shardRows,
        options.batch(),
        options.workers(),
        Math.min(options.averaging().postLocal(), steps),
        options.averaging().every(),
        steps,
        options.seed());
  }

  /** The beginning of this plan, {@code most} local steps at most. */
  TrainPlan limitedTo(long most) {
    return new TrainPlan(
        rows, shardRows, batch, workers, Math.min(first, most), every, Math.min(steps, most), seed);
  }

  /** Rounds in all; the last may have fewer steps. */
  public long rounds() {
    return first + (steps - first + every - 1) / every;
  }

  /** Local step that round {@code round}, counted from 0, begins with; for their number, all. */
  long firstStep(long round) {
    return round < first ? round : Math.min(steps, first + (round - first) * every);
  }

  /** Local steps of round {@code round}. */
  int stepsIn(long round) {
    return (int) (firstStep(round + 1) - firstStep(round));
  }

  /** Walks the rows of one worker. */
  final class Cursor {
    private EpochOrder order;

    /** Writes the row ids of the minibatch of {@code worker} in local step {@code step}. */
    void fill(int worker, long step, long[] rowIds) {
      long position = (step * workers + worker) * batch;
      for (int i = 0; i < rowIds.length; i++, position++) {
        long epoch = position / rows;
        if (order == null || order.epoch() != epoch) {
          order = new EpochOrder(rows, shardRows, seed, epoch);
        }
        rowIds[i] = order.row(position % rows);
      }
    }
  }
}
