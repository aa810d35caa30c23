package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.data.AtomicDirectory.Existing;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.jobs.report.ReportWriter;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.tasks.generate.GenerateRequest;
import dev.eigenspark.tasks.generate.GenerateSummary;
import dev.eigenspark.tasks.generate.Overwrite;
import dev.eigenspark.train.RunDirectory;
import dev.eigenspark.train.TrainRequest;
import dev.eigenspark.train.TrainSummary;
import dev.eigenspark.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A whole experiment: data, training, analysis, report.
 *
 * @param data what to generate
 * @param training what to train and analyze
 * @param resolved the configuration as text
 * @param layout where all of it goes
 * @param overwrite what to do with a dataset and a run that are there
 * @param progress how progress is shown
 */
record RunPipeline(
    DatasetPlan data,
    TrainingPlan training,
    String resolved,
    RunLayout layout,
    Overwrite overwrite,
    Progress.Style progress) {

  /**
   * Finds what would stop the pipeline half-way.
   *
   * @throws Failure of kind USAGE when the place is taken by a run or by another dataset, of kind
   *     DATA when the dataset there is damaged, of kind CONFIGURATION for shards that are too large
   */
  void requireReady() {
    layout.requireFreeRun(overwrite);
    request();
    if (keepsData()) {
      requireSameData(Dataset.open(layout.data().toString()));
    }
  }

  /** Does all of it; {@link #requireReady} first. */
  RunSummary run(JavaSparkContext spark) {
    GenerateSummary generated =
        keepsData()
            ? Generation.found(Dataset.open(layout.data().toString()).manifest())
            : Generation.run(spark, request(), data.shards(), progress);
    layout.clearRun();
    TrainSummary trained = Trainer.train(spark, trainRequest());
    AnalyzeJob.Summary analyzed = analyze(spark);
    Path page = ReportWriter.write(layout.run());
    return new RunSummary(
        layout.root().toString(), generated, trained, analyzed, page.toUri().toString());
  }

  private boolean keepsData() {
    return overwrite == Overwrite.FAIL && Files.exists(layout.data());
  }

  private GenerateRequest request() {
    return data.request(resolved, layout.data().toString(), overwrite);
  }

  private void requireSameData(Dataset there) {
    List<String> differences = data.differences(there.manifest());
    if (!differences.isEmpty()) {
      throw Failure.usage(
          layout.data()
              + " is another dataset: "
              + String.join("; ", differences)
              + "; choose another --out, or pass --overwrite to replace it");
    }
  }

  private TrainRequest trainRequest() {
    Dataset dataset = Dataset.open(layout.data().toString());
    return new TrainRequest(
        training.model(), dataset, training.options(), resolved, layout.run(), progress);
  }

  private AnalyzeJob.Summary analyze(JavaSparkContext spark) {
    if (training.analyses().isEmpty()) {
      return new AnalyzeJob.Summary(Map.of());
    }
    List<RunDirectory> runs = List.of(RunDirectory.open(layout.run()));
    return new AnalyzeJob(runs, List.of(), training.analyses(), progress)
        .run(spark, layout.analysis(), Existing.FAIL);
  }
}
