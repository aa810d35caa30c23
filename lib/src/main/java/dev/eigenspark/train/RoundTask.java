package dev.eigenspark.train;

import dev.eigenspark.Failure;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.SequenceScorer.Tally;
import dev.eigenspark.nn.Threads;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.resource.ResourceInformation;

/**
 * The local steps of one worker in one round. A pure function of (plan, dataset, state, round,
 * worker): running it again, elsewhere or twice at once gives the same bits.
 */
final class RoundTask implements Function<WorkerStart, WorkerOutcome> {
  private static final long serialVersionUID = 1L;
  static final String SPLIT = "train";

  private final Broadcast<RoundJob> job;
  private final Broadcast<TrainingState> shared;
  private final long round;

  RoundTask(Broadcast<RoundJob> job, Broadcast<TrainingState> shared, long round) {
    this.job = job;
    this.shared = shared;
    this.round = round;
  }

  @Override
  public WorkerOutcome call(WorkerStart worker) {
    WorkerSession session = WorkerSession.acquire(job.value().engine(), job.value().dataset());
    try {
      WorkerResult result = run(session, worker);
      // Not in a finally: a session that failed half way is left to the garbage collector.
      session.release();
      return result;
    } catch (NonFiniteException e) {
      return e.divergence();
    }
  }

  private WorkerResult run(WorkerSession session, WorkerStart start) {
    long began = System.nanoTime();
    Threads.allow(TaskContext.get().cpus());
    TrainPlan plan = job.value().plan();
    SequenceFormat format = job.value().dataset().manifest().format();
    int worker = start.worker();
    TrainingState state = start.own().over(shared.value());
    session.runner().set(state);
    session.runner().drawAs(worker);
    TrainPlan.Cursor cursor = plan.new Cursor();
    long[] rowIds = new long[plan.batch()];
    int steps = plan.stepsIn(round);
    double lossSum = 0;
    long correct = 0;
    for (int s = 0; s < steps; s++) {
      cursor.fill(worker, state.step() + s, rowIds);
      Tally tally = fit(session, worker, state.step() + s, rowIds);
      lossSum += tally.loss() * tally.rows();
      correct += tally.correct(format.scoredFrom(), format.scoredTo());
    }
    long examples = (long) steps * plan.batch();
    return new WorkerResult(
        worker,
        session.runner().state(state.step() + steps),
        examples,
        lossSum,
        correct,
        examples * (format.scoredTo() - format.scoredFrom()),
        (System.nanoTime() - began) / 1e9,
        gpus());
  }

  /** What Spark gave this task; the engine on the CPU has no use for it. */
  private static List<String> gpus() {
    ResourceInformation given = TaskContext.get().resourcesJMap().get("gpu");
    return given == null ? List.of() : List.of(given.addresses());
  }

  private Tally fit(WorkerSession session, int worker, long step, long[] rowIds) {
    Tally tally;
    try {
      tally = session.fit(SPLIT, rowIds);
    } catch (Failure e) { // of a parametrization that meets a number which is not finite
      throw e.kind() == Failure.Kind.DIVERGED ? diverged(worker, step, e.getMessage(), rowIds) : e;
    }
    if (!Double.isFinite(tally.loss())) {
      throw diverged(worker, step, "loss is " + tally.loss(), rowIds);
    }
    return tally;
  }

  private NonFiniteException diverged(int worker, long step, String what, long[] rowIds) {
    List<Long> rows = Arrays.stream(rowIds).boxed().toList();
    return new NonFiniteException(new Divergence(round + 1, worker, step, what, rows));
  }
}
