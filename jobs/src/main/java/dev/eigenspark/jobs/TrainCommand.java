package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Experiment;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.DatasetManifest;
import dev.eigenspark.data.Json;
import dev.eigenspark.train.Checkpoint;
import dev.eigenspark.train.InterruptedRun;
import dev.eigenspark.train.RunDirectory;
import dev.eigenspark.train.TrainRequest;
import dev.eigenspark.train.TrainSummary;
import dev.eigenspark.train.Trainer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train CONF --data DIR --out RUN [--resume]}. */
@Command(
    name = "train",
    description = {
      "Trains the model of an experiment on a dataset and evaluates every split.",
      "What the data is, the dataset itself says; the data section of CONF is not used."
    })
final class TrainCommand implements Callable<Outcome> {
  @Mixin private CommonOptions common;
  @Mixin private ExperimentArguments arguments;
  @Mixin private ResumeOptions resume;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "the dataset")
  private String data;

  @Option(names = "--out", required = true, paramLabel = "RUN", description = "the run directory")
  private Path out;

  @Override
  public Outcome call() {
    List<String> seed = common.seedOverrides("train.seed");
    Experiment written = arguments.load(seed);
    TrainingPlan plan = TrainingPlan.of(written);
    if (written.has("data.task")) {
      DatasetPlan.of(written); // not used, but a mistake in it is a mistake
    }
    written.finish();
    if (resume.isGiven()) {
      return resume(plan, seed);
    }
    requireFree();
    Dataset dataset = Dataset.open(data);
    if (common.isDryRun()) {
      return estimate(plan, dataset);
    }
    try (JavaSparkContext spark = common.spark("train", TaskResources.of(plan.options()))) {
      TrainSummary trained = Trainer.train(spark, request(plan, dataset, seed));
      return new Outcome(trained, Training.lines(trained));
    }
  }

  private void requireFree() {
    if (InterruptedRun.isAt(out) && !InterruptedRun.open(out).hasEnded()) {
      throw Failure.usage(
          out
              + " is already there, a run that has not ended: go on with it by --resume, or choose"
              + " another --out");
    }
    if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
      throw Failure.usage(out + " is already there; choose another --out or remove it");
    }
  }

  private Outcome resume(TrainingPlan plan, List<String> seed) {
    InterruptedRun run = InterruptedRun.open(out);
    Dataset dataset = Dataset.open(data);
    TrainRequest request = run.withItsPeriod(request(plan, dataset, seed));
    run.requireSame(request);
    if (run.hasEnded()) {
      TrainSummary trained = RunDirectory.open(out).summary(request);
      List<String> lines = new ArrayList<>();
      lines.add("run       " + out + " has ended already; nothing to do");
      lines.addAll(Training.lines(trained));
      return new Outcome(trained, lines);
    }
    if (common.isDryRun()) {
      return estimate(plan, dataset);
    }
    Checkpoint checkpoint = resume.choose(run);
    try (JavaSparkContext spark = common.spark("train", TaskResources.of(plan.options()))) {
      TrainSummary trained = Trainer.resume(spark, request, checkpoint);
      return new Outcome(trained, Training.lines(trained));
    }
  }

  private static Outcome estimate(TrainingPlan plan, Dataset dataset) {
    DatasetManifest manifest = dataset.manifest();
    TrainEstimate estimate =
        TrainEstimate.of(plan, manifest.format(), dataset.rows("train"), manifest.shardRows());
    return new Outcome(estimate, estimate.lines());
  }

  /** The run keeps the data section that made the dataset, so that it can be repeated. */
  private TrainRequest request(TrainingPlan plan, Dataset dataset, List<String> seed) {
    List<String> overrides = new ArrayList<>(seed);
    overrides.addAll(dataSection(dataset.manifest()));
    Experiment experiment = arguments.load(overrides);
    TrainingPlan.of(experiment);
    return new TrainRequest(
        plan.model(), dataset, plan.options(), experiment.resolved(), out, common.progress());
  }

  private static List<String> dataSection(DatasetManifest manifest) {
    List<String> settings = new ArrayList<>();
    settings.add("data=null"); // so that nothing of another task stays
    settings.add("data.task=" + Json.writeLine(manifest.task()));
    settings.add("data.seed=" + manifest.seed());
    settings.add("data.shardRows=" + manifest.shardRows());
    DatasetPlan.rowsOf(manifest)
        .forEach((split, rows) -> settings.add("data.rows." + split + "=" + rows));
    manifest
        .options()
        .forEach((key, value) -> settings.add("data." + key + "=" + Json.writeLine(value)));
    return settings;
  }
}
