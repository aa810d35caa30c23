package dev.eigenspark.train;

import dev.eigenspark.Failure;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.DatasetVerifier;
import dev.eigenspark.models.Network;
import dev.eigenspark.progress.Progress;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Trains a model on a dataset and leaves a run directory: checkpoints, metrics, evaluation of every
 * split, the final model.
 */
public final class Trainer {
  private static final String VALID = "valid";

  private final JavaSparkContext spark;
  private final TrainRequest request;
  private final TrainOptions options;
  private final Dataset dataset;
  private final TrainPlan plan;
  private final Network network;
  private final ComputationGraph graph;
  private final LocalRunner.Factory engine;
  private final Evaluator evaluator;
  private final SortedMap<Integer, SortedSet<String>> gpus = new TreeMap<>();

  private Trainer(
      JavaSparkContext spark, TrainRequest request, Function<String, LocalRunner.Factory> engines) {
    this.spark = spark;
    this.request = request;
    options = request.options();
    dataset = request.dataset();
    plan = TrainPlan.of(options, dataset.rows(RoundTask.SPLIT), dataset.manifest().shardRows());
    network = request.model().network(dataset.manifest().format(), Optimizers.base(options));
    graph = new ComputationGraph(network.configuration());
    graph.init();
    engine = engines.apply(graph.getConfiguration().toJson());
    evaluator = new Evaluator(spark, engine, dataset, options.evalBatch());
  }

  /**
   * Trains.
   *
   * @throws Failure of kind DATA when a file of the dataset is damaged, USAGE when the run
   *     directory is already there, DIVERGED when a loss is not finite
   */
  public static TrainSummary train(JavaSparkContext spark, TrainRequest request) {
    return train(spark, request, ReplicaFactory::new);
  }

  /**
   * Trains with another engine.
   *
   * @param engines from the network as JSON to its engine
   */
  static TrainSummary train(
      JavaSparkContext spark, TrainRequest request, Function<String, LocalRunner.Factory> engines) {
    DatasetVerifier.verify(spark, request.dataset());
    return new Trainer(spark, RoundPeriod.fix(spark, request, engines), engines).run();
  }

  private TrainSummary run() {
    long began = System.nanoTime();
    RunWriter run = new RunWriter(request);
    run.begin(spark.master(), graph, RoundState.initial(Replica.stateOf(graph, 0)));
    try (MetricsLog metrics = new MetricsLog(run.root());
        Progress progress = Progress.start("training", plan.rounds(), request.progress())) {
      runRounds((report, state) -> roundDone(run, metrics, progress, report, state));
    }
    run.writeGpus(gpus);
    SortedMap<String, SplitScore> splits = evaluate();
    run.writeEvaluation(splits);
    String sha256 = run.writeModel(graph, network);
    run.seal();
    return new TrainSummary(
        run.root().toString(),
        request.model().model().name(),
        dataset.manifest().task(),
        graph.numParams(),
        plan.rounds(),
        plan.steps() * plan.batch() * plan.workers(),
        (System.nanoTime() - began) / 1e9,
        splits,
        sha256);
  }

  private void runRounds(RoundListener listener) {
    switch (options.averaging().master()) {
      case EIGENSPARK ->
          new RoundTrainingMaster(engine, dataset, plan, options.averaging(), listener)
              .train(spark, graph);
      case DL4J -> new Dl4jRounds(dataset, plan).run(spark, graph, listener);
    }
  }

  private void roundDone(
      RunWriter run, MetricsLog metrics, Progress progress, RoundReport report, RoundState state) {
    if (isDue(report.round(), options.checkpointEvery())) {
      run.writeCheckpoint(graph, state, report.round());
    }
    Optional<SplitScore> valid = Optional.empty();
    if (isDue(report.round(), options.evalEvery()) && hasRows(VALID)) {
      valid = Optional.of(evaluator.score(VALID, state.shared().parameters()));
    }
    metrics.add(report, valid);
    for (int worker = 0; worker < report.gpus().size(); worker++) {
      gpus.computeIfAbsent(worker, k -> new TreeSet<>()).addAll(report.gpus().get(worker));
    }
    String text = String.format(Locale.ROOT, "loss %.4f", report.loss());
    if (report.accuracy().isPresent()) {
      text += String.format(Locale.ROOT, "  accuracy %.3f", report.accuracy().getAsDouble());
    }
    progress.update(report.round(), text);
  }

  /** The last round, and before it those that {@code every} divides, if it is not 0. */
  private boolean isDue(long round, int every) {
    return round == plan.rounds() || (every > 0 && round % every == 0);
  }

  private SortedMap<String, SplitScore> evaluate() {
    SortedMap<String, SplitScore> scores = new TreeMap<>();
    float[] parameters = Replica.stateOf(graph, plan.steps()).parameters();
    for (String split : dataset.splits()) {
      if (hasRows(split)) {
        scores.put(split, evaluator.score(split, parameters));
      }
    }
    return scores;
  }

  private boolean hasRows(String split) {
    return dataset.splits().contains(split) && dataset.rows(split) > 0;
  }
}
