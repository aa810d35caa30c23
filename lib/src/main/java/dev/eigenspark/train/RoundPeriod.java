package dev.eigenspark.train;

import dev.eigenspark.config.TrainOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Chooses the local steps of a round where {@code train.averaging.every = 0} leaves it open: the
 * {@link RoundCost#breakEven} of rounds that are tried out and forgotten before training. From then
 * on it is a setting like any other, so the run can be repeated with that number, bit for bit;
 * choosing again, or on another machine, may give another one.
 */
final class RoundPeriod {
  /** Rounds of one step in a trial. */
  private static final int ROUNDS = 10;

  /** Trials go on for so long, and the last counts: Java compiles while it runs. */
  private static final double SECONDS = 3;

  private RoundPeriod() {}

  /**
   * The same training with a number of local steps in a round.
   *
   * @param engines from the network as JSON to its engine
   */
  static TrainRequest fix(
      JavaSparkContext spark, TrainRequest request, Function<String, LocalRunner.Factory> engines) {
    if (request.options().averaging().every() > 0) {
      return request;
    }
    TrainRequest single = request.withEvery(1);
    TrainPlan plan = TrainPlan.of(single);
    RoundCost cost = measure(spark, single, plan, engines);
    return request.withEvery((int) Math.min(cost.breakEven(), plan.steps()));
  }

  private static RoundCost measure(
      JavaSparkContext spark,
      TrainRequest request,
      TrainPlan plan,
      Function<String, LocalRunner.Factory> engines) {
    TrainOptions options = request.options();
    ComputationGraph graph =
        new ComputationGraph(
            request
                .model()
                .network(request.dataset().manifest().format(), Optimizers.base(options))
                .configuration());
    graph.init();
    LocalRunner.Factory engine = engines.apply(graph.getConfiguration().toJson());
    TrainPlan trial = plan.limitedTo(ROUNDS);
    List<RoundReport> reports = new ArrayList<>();
    long began = System.nanoTime();
    do {
      reports.clear();
      new RoundTrainingMaster(
              engine,
              request.dataset(),
              trial,
              options,
              new RoundStart(0, RoundState.initial(Replica.stateOf(graph, 0))),
              (report, state) -> reports.add(report))
          .train(spark, graph);
    } while (System.nanoTime() - began < SECONDS * 1e9);
    // With fewer cores than workers, some wait until others are done.
    int slots = Math.max(1, spark.defaultParallelism() / options.threads());
    double turns = (plan.workers() + slots - 1) / slots;
    double step = median(reports, RoundReport::secondsTrain);
    double round = median(reports, report -> report.seconds() - turns * report.secondsTrain());
    return new RoundCost(turns * step, Math.max(0, round));
  }

  private static double median(List<RoundReport> reports, ToDoubleFunction<RoundReport> figure) {
    double[] sorted = reports.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
