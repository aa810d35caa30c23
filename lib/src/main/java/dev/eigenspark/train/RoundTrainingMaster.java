package dev.eigenspark.train;

import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.config.TrainOptions.Averaging;
import dev.eigenspark.config.TrainOptions.Averaging.Inner;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.train.RoundState.WorkerMemory;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;

/**
 * Data-parallel training by parameter averaging (local SGD: Stich 2019; Povey et al. 2015): in each
 * round every worker starts from the shared state, or what it keeps to itself, takes H local steps
 * on rows that follow from its index, and an {@link OuterOptimizer} says from their parameters
 * where the next round starts. The result depends on the plan and the seed alone, not on where or
 * when tasks run.
 *
 * <p>Use: {@code new SparkComputationGraph(spark, network, master).fitPaths(rdd of the dataset's
 * path)}. Row data is read from the dataset by row id, so {@code fit(RDD<DataSet>)} is refused.
 */
public final class RoundTrainingMaster extends DatasetTrainingMaster {
  private final LocalRunner.Factory engine;
  private final Dataset dataset;
  private final TrainPlan plan;
  private final Averaging averaging;
  private final JobLimit limit;
  private final RoundStart start;
  private final RoundListener listener;

  RoundTrainingMaster(
      LocalRunner.Factory engine,
      Dataset dataset,
      TrainPlan plan,
      TrainOptions options,
      RoundStart start,
      RoundListener listener) {
    this.engine = engine;
    this.dataset = dataset;
    this.plan = plan;
    averaging = options.averaging();
    limit = new JobLimit(options.jobLimit());
    this.start = start;
    this.listener = listener;
  }

  /** Trains the network in place. */
  void train(JavaSparkContext spark, ComputationGraph network) {
    new SparkComputationGraph(spark, network, this)
        .fitPaths(spark.parallelize(List.of(dataset.uri()), 1));
  }

  @Override
  public void executeTrainingPaths(
      SparkDl4jMultiLayer unused,
      SparkComputationGraph handle,
      JavaRDD<String> paths,
      DataSetLoader loader,
      MultiDataSetLoader multiLoader) {
    requireOnly(paths, dataset.uri());
    ComputationGraph network = handle.getNetwork();
    JavaSparkContext spark = handle.getSparkContext();
    RoundGuard guard = new RoundGuard(plan, network);
    RoundState state = start.state();
    Broadcast<RoundJob> job = spark.broadcast(new RoundJob(engine, dataset, plan));
    try {
      for (long round = start.round(); round < plan.rounds(); round++) {
        long began = System.nanoTime();
        List<WorkerOutcome> outcomes = runWorkers(spark, job, state, round);
        long trained = System.nanoTime();
        List<WorkerResult> results = guard.results(round, outcomes);
        state = next(state, results);
        guard.check(round, state);
        Replica.write(network, state.shared());
        listener.roundDone(report(round, results, began, trained), state);
      }
    } finally {
      job.destroy();
    }
  }

  private List<WorkerOutcome> runWorkers(
      JavaSparkContext spark, Broadcast<RoundJob> job, RoundState state, long round) {
    Broadcast<TrainingState> shared = spark.broadcast(state.shared());
    try {
      List<WorkerStart> workers =
          IntStream.range(0, plan.workers())
              .mapToObj(k -> new WorkerStart(k, state.memoryOf(k)))
              .toList();
      RoundTask task = new RoundTask(job, shared, round);
      JavaRDD<WorkerOutcome> outcomes = spark.parallelize(workers, plan.workers()).map(task);
      return limit.collect(spark, outcomes, "round " + (round + 1)).stream()
          .sorted(Comparator.comparingInt(WorkerOutcome::worker))
          .toList();
    } finally {
      shared.destroy();
    }
  }

  private RoundState next(RoundState state, List<WorkerResult> results) {
    OuterOptimizer.Start start =
        OuterOptimizer.of(averaging).next(state.shared().parameters(), state.outer(), results);
    float[] optimizer =
        averaging.inner() == Inner.AVERAGE
            ? WeightedMean.of(results, TrainingState::optimizer)
            : new float[state.shared().optimizer().length];
    long step = results.get(0).state().step();
    return new RoundState(
        new TrainingState(step, start.shared(), optimizer), start.outer(), own(start, results));
  }

  /** What each worker keeps to itself: parameters, optimizer memory, or neither. */
  private List<WorkerMemory> own(OuterOptimizer.Start start, List<WorkerResult> results) {
    boolean parameters = !start.own().isEmpty();
    boolean memory =
        averaging.inner() == Inner.KEEP && results.get(0).state().optimizer().length > 0;
    if (!parameters && !memory) {
      return List.of();
    }
    return results.stream()
        .map(
            result ->
                new WorkerMemory(
                    parameters ? start.own().get(result.worker()) : new float[0],
                    memory ? result.state().optimizer() : new float[0]))
        .toList();
  }

  private RoundReport report(long round, List<WorkerResult> results, long began, long trained) {
    double examples = results.stream().mapToLong(WorkerResult::examples).sum();
    double scored = results.stream().mapToLong(WorkerResult::scored).sum();
    long step = results.get(0).state().step();
    long now = System.nanoTime();
    return new RoundReport(
        round + 1,
        step,
        step * plan.batch() * plan.workers(),
        results.stream().mapToDouble(WorkerResult::lossSum).sum() / examples,
        OptionalDouble.of(results.stream().mapToLong(WorkerResult::correct).sum() / scored),
        (now - began) / 1e9,
        results.stream().mapToDouble(WorkerResult::seconds).max().orElseThrow(),
        (now - trained) / 1e9,
        results.stream().map(WorkerResult::gpus).toList());
  }
}
