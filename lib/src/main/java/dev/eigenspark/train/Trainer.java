package dev.eigenspark.train;

import dev.eigenspark.Failure;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.DatasetVerifier;
import dev.eigenspark.models.Network;
import dev.eigenspark.progress.Progress;
import java.util.List;
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
    plan = TrainPlan.of(request);
    network = request.model().network(dataset.manifest().format(), Optimizers.base(options));
    graph = new ComputationGraph(network.configuration());
    graph.init();
    if (options.penalty().isOn()) {
      // Refuses what cannot be penalised, before any work.
      PenaltyGradient.of(graph, options.penalty(), options.seed());
    }
    engine = engines.apply(graph.getConfiguration().toJson());
    evaluator =
        new Evaluator(
            spark, engine, dataset, options.evalBatch(), new JobLimit(options.jobLimit()));
  }

  /**
   * Trains.
   *
   * @throws Failure of kind DATA when a file of the dataset is damaged, USAGE when the run
   *     directory is already there, DIVERGED when a loss or a parameter is not finite
   */
  public static TrainSummary train(JavaSparkContext spark, TrainRequest request) {
    return train(spark, request, engines(request.options()));
  }

  /**
   * Trains with another engine.
   *
   * @param engines from the network as JSON to its engine
   */
  static TrainSummary train(
      JavaSparkContext spark, TrainRequest request, Function<String, LocalRunner.Factory> engines) {
    DatasetVerifier.verify(spark, request.dataset());
    return new Trainer(spark, RoundPeriod.fix(spark, request, engines), engines).begin();
  }

  /**
   * Goes on with a run from one of its checkpoints; the model has the bits of an unbroken run.
   *
   * @throws Failure of kind CONFIGURATION when the run has other settings, USAGE when it has other
   *     data, has ended, or another process trains it, DATA when a file of the dataset or the
   *     checkpoint is damaged, DIVERGED when a loss or a parameter is not finite
   */
  public static TrainSummary resume(
      JavaSparkContext spark, TrainRequest given, Checkpoint checkpoint) {
    InterruptedRun run = InterruptedRun.open(given.out());
    TrainRequest request = run.withItsPeriod(given);
    run.requireSame(request);
    if (run.hasEnded()) {
      throw Failure.usage(request.out() + " has ended already; there is nothing to resume");
    }
    DatasetVerifier.verify(spark, request.dataset());
    return new Trainer(spark, request, engines(request.options())).resume(checkpoint);
  }

  private static Function<String, LocalRunner.Factory> engines(TrainOptions options) {
    return options.penalty().isOn()
        ? network -> new PenalizedRunner.Factory(network, options.penalty(), options.seed())
        : ReplicaFactory::new;
  }

  private TrainSummary begin() {
    long began = System.nanoTime();
    RunWriter run = new RunWriter(request);
    RoundStart start = new RoundStart(0, RoundState.initial(Replica.stateOf(graph, 0)));
    run.begin(spark.master(), graph, start.state());
    try (MetricsLog metrics = new MetricsLog(run.root())) {
      return finish(run, metrics, start, began);
    }
  }

  private TrainSummary resume(Checkpoint checkpoint) {
    long began = System.nanoTime();
    RunWriter run = new RunWriter(request);
    RoundStart start = checkpoint.restore(graph);
    try (MetricsLog metrics = new MetricsLog(run.root())) {
      run.rewind(spark.master(), checkpoint);
      return finish(run, metrics, start, began);
    }
  }

  private TrainSummary finish(RunWriter run, MetricsLog metrics, RoundStart start, long began) {
    metrics.keep(start.round());
    try (Progress progress = Progress.start("training", plan.rounds(), request.progress())) {
      progress.resumeAt(start.round());
      runRounds(start, (report, state) -> roundDone(run, metrics, progress, report, state));
    } catch (Exception e) {
      throwIfDiverged(run, e);
      throw e;
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

  private void throwIfDiverged(RunWriter run, Exception thrown) {
    NonFiniteException.in(thrown)
        .ifPresent(
            divergence -> {
              throw Failure.diverged(
                  divergence.sentence()
                      + ": training diverged; lower train.lr; see "
                      + DivergenceReport.write(run.root(), request, divergence));
            });
  }

  private void runRounds(RoundStart start, RoundListener listener) {
    switch (options.averaging().master()) {
      case EIGENSPARK ->
          new RoundTrainingMaster(engine, dataset, plan, options, start, listener)
              .train(spark, graph);
      case DL4J -> new Dl4jRounds(dataset, plan).run(spark, graph, listener);
    }
  }

  private void roundDone(
      RunWriter run, MetricsLog metrics, Progress progress, RoundReport report, RoundState state) {
    Optional<SplitScore> valid = Optional.empty();
    if (isDue(report.round(), options.evalEvery()) && hasRows(VALID)) {
      valid = Optional.of(evaluator.score(VALID, Labels.ANY, state.shared().parameters()));
      requireFinite(report, valid.get());
    }
    metrics.add(report, valid);
    if (isDue(report.round(), options.checkpointEvery())) {
      metrics.force();
      run.writeCheckpoint(graph, state, report.round());
    }
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

  private static void requireFinite(RoundReport report, SplitScore valid) {
    if (!Double.isFinite(valid.loss())) {
      String what = "validation loss is " + valid.loss();
      throw new NonFiniteException(
          new Divergence(report.round(), Divergence.ALL, report.step() - 1, what, List.of()));
    }
  }

  private SortedMap<String, SplitScore> evaluate() {
    SortedMap<String, SplitScore> scores = new TreeMap<>();
    float[] parameters = Replica.stateOf(graph, plan.steps()).parameters();
    for (String split : dataset.splits()) {
      if (hasRows(split)) {
        scores.put(split, evaluator.score(split, Labels.ANY, parameters));
      }
    }
    return scores;
  }

  private boolean hasRows(String split) {
    return dataset.splits().contains(split) && dataset.rows(split) > 0;
  }
}
