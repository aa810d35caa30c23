package dev.eigenspark.train;

import dev.eigenspark.Failure;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.models.Network;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;

/**
 * One local step as {@code train} runs it on a worker, for a benchmark to time: choose the rows,
 * fill the minibatch from the shards in memory, forward, backward, optimizer, tally. It lives in
 * this package because none of that is public.
 */
public final class TrainingStep {
  private final WorkerSession session;
  private final TrainPlan plan;
  private final TrainPlan.Cursor cursor;
  private final long[] rowIds;
  private long step;

  /** The first step of training {@code network} on the split "train". */
  public TrainingStep(Network network, Dataset dataset, TrainOptions options) {
    plan = TrainPlan.of(options, dataset.rows(RoundTask.SPLIT), dataset.manifest().shardRows());
    cursor = plan.new Cursor();
    rowIds = new long[plan.batch()];
    ComputationGraph graph = new ComputationGraph(network.configuration());
    graph.init();
    session = WorkerSession.acquire(new ReplicaFactory(graph.getConfiguration().toJson()), dataset);
    session.runner().set(TrainingState.initial(Replica.stateOf(graph, 0)));
  }

  /** What every network of a run shares, as {@code train} sets it. */
  public static NeuralNetConfiguration.Builder base(TrainOptions options) {
    return Optimizers.base(options);
  }

  /**
   * Takes the next step.
   *
   * @return the loss before it
   * @throws Failure of kind DIVERGED when the loss is not finite
   */
  public double run() {
    cursor.fill(0, step++, rowIds);
    double loss = session.fit(RoundTask.SPLIT, rowIds).loss();
    if (!Double.isFinite(loss)) {
      throw Failure.diverged("loss is " + loss + " in step " + step + " of the benchmark");
    }
    return loss;
  }

  /** The first minibatch, in memory of its own. */
  public DataSet minibatch() {
    cursor.fill(0, 0, rowIds);
    return session.copy(RoundTask.SPLIT, rowIds);
  }
}
