package dev.eigenspark.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.eigenspark.analysis.AnalysisInput;
import dev.eigenspark.analysis.AnalysisResult;
import dev.eigenspark.data.AtomicDirectory;
import dev.eigenspark.data.AtomicDirectory.Existing;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.FileManifest;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.track.Provenance;
import dev.eigenspark.train.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs analyses over runs into a directory that appears whole or not at all.
 *
 * @param runs the runs
 * @param datasets the datasets that were named, which then stand in the provenance too
 * @param analyses what to compute
 * @param progress how progress is shown
 */
record AnalyzeJob(
    List<RunDirectory> runs,
    List<Dataset> datasets,
    List<ConfiguredAnalysis<?>> analyses,
    Progress.Style progress) {
  private static final String WEIGHTS = "model/weights.safetensors";
  private static final Duration MOMENT = Duration.ofSeconds(10);

  /**
   * What {@code analyze --json} prints.
   *
   * @param kinds results by name
   */
  record Summary(Map<String, Kind> kinds) {
    List<String> lines() {
      List<String> lines = new ArrayList<>();
      kinds.forEach(
          (name, kind) -> {
            lines.add("%-13s %s".formatted(name, kind.table()));
            kind.scalars()
                .forEach(
                    (scalar, value) ->
                        lines.add("              %-22s %s".formatted(scalar, Units.number(value))));
          });
      return lines;
    }
  }

  /**
   * The result of one analysis.
   *
   * @param table path of the table
   * @param scalars the few numbers
   */
  record Kind(String table, Map<String, Double> scalars) {}

  private record Source(String run, @JsonProperty("model_sha256") String modelSha256) {}

  private record Shown(String dataset, @JsonProperty("dataset_sha256") String datasetSha256) {}

  /**
   * Computes and writes.
   *
   * @throws dev.eigenspark.Failure of kind USAGE when {@code out} is there and may not be replaced
   */
  Summary run(JavaSparkContext spark, Path out, Existing existing) {
    Map<String, Object> provenance = provenance();
    Map<String, Kind> kinds = new LinkedHashMap<>();
    try (AtomicDirectory directory = AtomicDirectory.create(out, existing);
        Progress shown = Progress.start("analyzing", analyses.size(), progress)) {
      for (ConfiguredAnalysis<?> analysis : analyses) {
        String kind = analysis.analysis().name();
        AnalysisResult result = watched(spark, analysis, directory.path());
        AnalysisOutput.write(directory.path(), analysis, result, provenance);
        String table = out.resolve(AnalysisOutput.table(kind)).toString();
        kinds.put(kind, new Kind(table, result.scalars()));
        shown.update(kinds.size(), kind);
      }
      FileManifest.write(directory.path());
      directory.commit();
    }
    return new Summary(kinds);
  }

  private AnalysisResult watched(
      JavaSparkContext spark, ConfiguredAnalysis<?> analysis, Path directory) {
    AnalysisInput input = new AnalysisInput(spark, runs, datasets, progress);
    JobProgress jobs = new JobProgress(analysis.analysis().name() + " tasks", progress, MOMENT);
    spark.sc().addSparkListener(jobs);
    try {
      AnalysisResult result = analysis.run(input);
      analysis.keep(input, directory);
      return result;
    } finally {
      spark.sc().removeSparkListener(jobs);
    }
  }

  private Map<String, Object> provenance() {
    List<Source> sources = new ArrayList<>();
    for (RunDirectory run : runs) {
      sources.add(new Source(run.name(), FileManifest.sha256(run.root().resolve(WEIGHTS))));
    }
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("runs", sources);
    provenance.put(
        "datasets",
        datasets.stream().map(data -> new Shown(data.uri(), data.manifest().sha256())).toList());
    provenance.put("process", Provenance.ofThisProcess());
    return provenance;
  }
}
