package dev.eigenspark.train;

import dev.eigenspark.train.RoundState.WorkerMemory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Looks at every number that a round ends with, so that none that is not finite enters the next
 * round or a checkpoint.
 */
final class RoundGuard {
  private final TrainPlan plan;
  private final ComputationGraph network;

  RoundGuard(TrainPlan plan, ComputationGraph network) {
    this.plan = plan;
    this.network = network;
  }

  /**
   * What the workers bring back, checked.
   *
   * @param round counted from 0
   * @param outcomes of all workers, by index
   * @throws NonFiniteException for the first step at which a worker diverged, and of these for the
   *     lowest worker; without any, for the first number that is not finite
   */
  List<WorkerResult> results(long round, List<WorkerOutcome> outcomes) {
    outcomes.stream()
        .flatMap(outcome -> outcome instanceof Divergence d ? Stream.of(d) : Stream.empty())
        .min(Comparator.comparingLong(Divergence::step))
        .ifPresent(
            divergence -> {
              throw new NonFiniteException(divergence);
            });
    List<WorkerResult> results = outcomes.stream().map(WorkerResult.class::cast).toList();
    check(round, results);
    return results;
  }

  private void check(long round, List<WorkerResult> results) {
    for (WorkerResult result : results) {
      int worker = result.worker();
      checkParameters(round, worker, "", result.state().parameters());
      check(round, worker, "the optimizer's memory", result.state().optimizer());
    }
  }

  /**
   * Checks what the next round starts from.
   *
   * @param round counted from 0
   * @throws NonFiniteException for the first number that is not finite
   */
  void check(long round, RoundState state) {
    checkParameters(round, Divergence.ALL, "after averaging, ", state.shared().parameters());
    check(round, Divergence.ALL, "the averaged optimizer memory", state.shared().optimizer());
    check(round, Divergence.ALL, "the outer optimizer's memory", state.outer());
    for (int k = 0; k < state.own().size(); k++) {
      WorkerMemory own = state.own().get(k);
      checkParameters(round, k, "after averaging, ", own.parameters());
      check(round, k, "the optimizer's memory", own.optimizer());
    }
  }

  private void checkParameters(long round, int worker, String when, float[] values) {
    int at = firstNonFinite(values);
    if (at >= 0) {
      String name = NetworkTensors.nameAt(network, at);
      throw stop(round, worker, when + "parameter " + name + " is " + values[at]);
    }
  }

  private void check(long round, int worker, String what, float[] values) {
    int at = firstNonFinite(values);
    if (at >= 0) {
      throw stop(round, worker, what + " is " + values[at]);
    }
  }

  private NonFiniteException stop(long round, int worker, String what) {
    long step = plan.firstStep(round + 1) - 1;
    long[] rows = new long[worker == Divergence.ALL ? 0 : plan.batch()];
    if (rows.length > 0) {
      plan.new Cursor().fill(worker, step, rows);
    }
    return new NonFiniteException(
        new Divergence(round + 1, worker, step, what, Arrays.stream(rows).boxed().toList()));
  }

  private static int firstNonFinite(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }
}
