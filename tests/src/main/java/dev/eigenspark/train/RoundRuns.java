package dev.eigenspark.train;

import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.models.Network;
import java.util.stream.DoubleStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Rounds of training as {@code train} runs them on Spark, for a benchmark to time. It lives in this
 * package because none of that is public.
 */
public final class RoundRuns {
  private final JavaSparkContext spark;
  private final ComputationGraph graph;
  private final LocalRunner.Factory engine;
  private final Dataset dataset;
  private final TrainOptions options;

  private RoundRuns(
      JavaSparkContext spark,
      ComputationGraph graph,
      LocalRunner.Factory engine,
      Dataset dataset,
      TrainOptions options) {
    this.spark = spark;
    this.graph = graph;
    this.engine = engine;
    this.dataset = dataset;
    this.options = options;
  }

  /** Rounds that train {@code network} on the split "train". */
  public static RoundRuns training(
      JavaSparkContext spark, Network network, Dataset dataset, TrainOptions options) {
    ComputationGraph graph = new ComputationGraph(network.configuration());
    graph.init();
    String configuration = graph.getConfiguration().toJson();
    return new RoundRuns(spark, graph, new ReplicaFactory(configuration), dataset, options);
  }

  /** Rounds whose steps do nothing, over the parameters of {@code graph}. */
  public static RoundRuns idle(
      JavaSparkContext spark, ComputationGraph graph, Dataset dataset, TrainOptions options) {
    int parameters = Math.toIntExact(graph.numParams());
    return new RoundRuns(spark, graph, new IdleRunner.Factory(parameters), dataset, options);
  }

  /** Milliseconds of each of {@code rounds} rounds, after one that is not counted. */
  public double[] milliseconds(int rounds) {
    TrainPlan plan =
        TrainPlan.of(options, dataset.rows(RoundTask.SPLIT), dataset.manifest().shardRows())
            .limitedTo((rounds + 1L) * options.averaging().every());
    DoubleStream.Builder times = DoubleStream.builder();
    RoundListener listener = (report, state) -> times.add(1e3 * report.seconds());
    RoundStart start = new RoundStart(0, RoundState.initial(Replica.stateOf(graph, 0)));
    new RoundTrainingMaster(engine, dataset, plan, options, start, listener).train(spark, graph);
    return times.build().skip(1).toArray();
  }
}
