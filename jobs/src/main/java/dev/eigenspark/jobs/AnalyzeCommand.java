package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.analysis.Analyses;
import dev.eigenspark.data.AtomicDirectory.Existing;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.tasks.generate.Overwrite;
import dev.eigenspark.train.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code analyze KIND[,KIND] [--run RUN[,RUN..]] [--data DIR[,DIR..]] --out DIR}. */
@Command(
    name = "analyze",
    description = "Computes tables and figures from runs; see ./eigenspark list analyses.")
final class AnalyzeCommand implements Callable<Outcome> {
  @Mixin private CommonOptions common;
  @Mixin private OverwriteOption overwrite;

  @Parameters(index = "0", split = ",", paramLabel = "KIND", description = "names of analyses")
  private List<String> kinds;

  @Parameters(
      index = "1..*",
      paramLabel = "KIND.KEY=VALUE",
      description = "settings, for instance spectra.maxCheckpoints=10")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--run",
      split = ",",
      paramLabel = "RUN",
      description =
          "run directories, or an ablation's for all of its runs; some analyses do without")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--data",
      split = ",",
      paramLabel = "DIR",
      description = "datasets to show the networks, in place of the runs' own")
  private List<String> data = new ArrayList<>();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "the results")
  private Path out;

  @Override
  public Outcome call() {
    List<String> distinct = kinds.stream().distinct().toList();
    requireRuns(distinct);
    Targets.requireFree(out, overwrite.value(), signs());
    List<RunDirectory> opened =
        runs.stream().flatMap(AblationLayout::runsAt).map(RunDirectory::open).toList();
    List<ConfiguredAnalysis<?>> analyses =
        ConfiguredAnalysis.listOf(distinct, opened.stream().findFirst(), overrides);
    List<Dataset> datasets = data.stream().map(Dataset::open).toList();
    AnalyzeJob job = new AnalyzeJob(opened, datasets, analyses, common.progress());
    if (common.isDryRun()) {
      AnalyzeEstimate estimate = AnalyzeEstimate.of(job);
      return new Outcome(estimate, estimate.lines());
    }
    try (JavaSparkContext spark = common.spark("analyze")) {
      Existing existing = overwrite.value() == Overwrite.REPLACE ? Existing.REPLACE : Existing.FAIL;
      AnalyzeJob.Summary summary = job.run(spark, out, existing);
      return new Outcome(summary, summary.lines());
    }
  }

  private void requireRuns(List<String> names) {
    for (String name : names) {
      if (Analyses.registry().get(name).readsRuns() && runs.isEmpty()) {
        throw Failure.usage("analysis " + name + " reads runs; name at least one with --run");
      }
    }
  }

  /** Of which one is in every directory of results. */
  private static List<String> signs() {
    return Analyses.registry().entries().stream().map(each -> each.name() + ".json").toList();
  }
}
