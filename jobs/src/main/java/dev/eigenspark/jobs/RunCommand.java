package dev.eigenspark.jobs;

import dev.eigenspark.config.Experiment;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run CONF [--out DIR]}. */
@Command(
    name = "run",
    description = {
      "Generates the data of an experiment (if it is not there), trains, analyzes and reports.",
      "Leaves DIR/data, the dataset, and DIR/run with the model, its analysis and report.html."
    })
final class RunCommand implements Callable<Outcome> {
  @Mixin private CommonOptions common;
  @Mixin private ExperimentArguments arguments;
  @Mixin private OverwriteOption overwrite;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where all of it goes (default: out/NAME of the experiment)")
  private Path out;

  @Override
  public Outcome call() {
    Experiment experiment = arguments.load(common.seedOverrides("data.seed", "train.seed"));
    DatasetPlan data = DatasetPlan.of(experiment);
    TrainingPlan training = TrainingPlan.of(experiment);
    experiment.finish();
    RunLayout layout = new RunLayout(out == null ? Path.of("out", experiment.name()) : out);
    RunPipeline pipeline =
        new RunPipeline(
            data, training, experiment.resolved(), layout, overwrite.value(), common.progress());
    pipeline.requireReady();
    if (common.isDryRun()) {
      RunEstimate estimate = RunEstimate.of(data, training, layout);
      return new Outcome(estimate, estimate.lines());
    }
    try (JavaSparkContext spark = common.spark("run", TaskResources.of(training.options()))) {
      RunSummary summary = pipeline.run(spark);
      return new Outcome(summary, summary.lines());
    }
  }
}
