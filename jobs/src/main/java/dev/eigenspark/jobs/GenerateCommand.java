package dev.eigenspark.jobs;

import dev.eigenspark.config.Experiment;
import dev.eigenspark.tasks.generate.GenerateRequest;
import dev.eigenspark.tasks.generate.GenerateSummary;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code generate CONF --out DIR}. */
@Command(name = "generate", description = "Writes the dataset of an experiment.")
final class GenerateCommand implements Callable<Outcome> {
  @Mixin private CommonOptions common;
  @Mixin private ExperimentArguments arguments;
  @Mixin private OverwriteOption overwrite;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "the dataset: a path, or a URI such as hdfs://host/dir")
  private String out;

  @Override
  public Outcome call() {
    Experiment experiment = arguments.load(common.seedOverrides("data.seed"));
    DatasetPlan plan = DatasetPlan.of(experiment);
    if (experiment.has("train")) {
      TrainingPlan.of(experiment); // a mistake there is told now, not after hours of generating
    }
    experiment.finish();
    GenerateRequest request = plan.request(experiment.resolved(), out, overwrite.value());
    Targets.requireFree(request);
    if (common.isDryRun()) {
      GenerateEstimate estimate = GenerateEstimate.of(plan);
      return new Outcome(estimate, estimate.lines());
    }
    try (JavaSparkContext spark = common.spark("generate")) {
      GenerateSummary made = Generation.run(spark, request, plan.shards(), common.progress());
      return new Outcome(made, Generation.lines(made, out));
    }
  }
}
