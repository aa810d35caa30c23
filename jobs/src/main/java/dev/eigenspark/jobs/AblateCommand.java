package dev.eigenspark.jobs;

import dev.eigenspark.config.Experiment;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ablate CONF --out DIR}. */
@Command(
    name = "ablate",
    description = {
      "Trains every combination of the ablate section of an experiment and compares them.",
      "Runs that are there already are kept, so that it can be ended and started again. Leaves",
      "DIR/data and DIR/runs, results and summary (CSV and Parquet), and report.html."
    })
final class AblateCommand implements Callable<Outcome> {
  @Mixin private CommonOptions common;
  @Mixin private ExperimentArguments arguments;
  @Mixin private OverwriteOption overwrite;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "the directory of the ablation")
  private Path out;

  @Override
  public Outcome call() {
    Experiment experiment = arguments.load(common.seedOverrides("data.seed", "train.seed"));
    AblationPlan plan = AblationPlan.of(experiment);
    AblationLayout layout = new AblationLayout(out);
    AblationPipeline pipeline =
        new AblationPipeline(plan, layout, overwrite.value(), common.progress());
    pipeline.requireReady();
    if (common.isDryRun()) {
      AblateEstimate estimate = AblateEstimate.of(plan, layout, pipeline.pending());
      return new Outcome(estimate, estimate.lines());
    }
    try (JavaSparkContext spark = common.spark("ablate", plan.resources())) {
      AblateSummary summary = pipeline.run(spark);
      return new Outcome(summary, summary.lines());
    }
  }
}
