package dev.eigenspark.jobs;

import dev.eigenspark.data.DatasetManifest;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.tasks.generate.GenerateJob;
import dev.eigenspark.tasks.generate.GenerateRequest;
import dev.eigenspark.tasks.generate.GenerateSummary;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** The step that makes a dataset, as {@code generate} and {@code run} share it. */
final class Generation {
  private Generation() {}

  static GenerateSummary run(
      JavaSparkContext spark, GenerateRequest request, long shards, Progress.Style style) {
    try (Progress progress = Progress.start("generating", shards, style)) {
      return GenerateJob.run(spark, request, (done, total) -> progress.update(done, ""));
    }
  }

  /** The summary of a dataset that is there already. */
  static GenerateSummary found(DatasetManifest manifest) {
    return new GenerateSummary(
        manifest.task(),
        manifest.seed(),
        DatasetPlan.rowsOf(manifest),
        manifest.bytes(),
        manifest.sha256(),
        0);
  }

  static List<String> lines(GenerateSummary made, String where) {
    long total = made.rows().values().stream().mapToLong(Long::longValue).sum();
    return List.of(
        "data      %s, seed %d: %s trials %s, %s, in %s"
            .formatted(
                made.task(),
                made.seed(),
                Units.count(total),
                made.rows(),
                Units.bytes(made.bytes()),
                Units.seconds(made.seconds())),
        "          " + where,
        "          sha256 " + made.sha256());
  }
}
