package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.config.AblateOptions;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.Table;
import dev.eigenspark.jobs.AblationLayout.State;
import dev.eigenspark.jobs.ablation.AblationResults;
import dev.eigenspark.jobs.report.ReportWriter;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.tasks.generate.GenerateRequest;
import dev.eigenspark.tasks.generate.Overwrite;
import dev.eigenspark.train.InterruptedRun;
import dev.eigenspark.train.TrainRequest;
import dev.eigenspark.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A whole ablation: its datasets, its runs, their comparison.
 *
 * @param plan the runs
 * @param layout where all of it goes
 * @param overwrite what to do with runs of other settings that are there
 * @param progress how progress is shown
 */
record AblationPipeline(
    AblationPlan plan, AblationLayout layout, Overwrite overwrite, Progress.Style progress) {

  /**
   * Finds what would stop the ablation half-way.
   *
   * @throws Failure of kind USAGE when the place is taken by something else, of kind DATA when a
   *     dataset there is damaged, of kind CONFIGURATION for shards that are too large
   */
  void requireReady() {
    layout.requireOurs();
    for (PlannedRun run : plan.runs()) {
      if (overwrite == Overwrite.FAIL && layout.state(run) == State.OTHER) {
        throw Failure.usage(
            layout.run(run)
                + " is a run of other settings; choose another --out, or pass --overwrite to"
                + " replace it");
      }
    }
    for (PlannedRun run : AblationPlan.byDataset(pending()).values()) {
      request(run);
      if (Files.exists(layout.data(run))) {
        requireSameData(run);
      }
    }
  }

  /** Runs that are still to be done. */
  List<PlannedRun> pending() {
    return plan.runs().stream()
        .filter(
            run -> {
              State state = layout.state(run);
              return state != State.ENDED && state != State.DIVERGED;
            })
        .toList();
  }

  /**
   * Does all of it; {@link #requireReady} first.
   *
   * @throws Failure of kind DIVERGED when all runs did; the tables are there even so
   */
  AblateSummary run(JavaSparkContext spark) {
    long began = System.nanoTime();
    List<PlannedRun> pending = pending();
    layout.begin(Json.write(description()), plan.resolved());
    for (PlannedRun run : AblationPlan.byDataset(pending).values()) {
      if (!Files.exists(layout.data(run))) {
        Generation.run(spark, request(run), run.data().shards(), progress);
      }
    }
    trainAll(spark, pending);
    Table summary =
        AblationResults.write(
            layout.root(), plan.ablation(), plan.runs().stream().map(layout::cell).toList());
    Path page = ReportWriter.write(layout.root());
    long failed = plan.runs().stream().filter(r -> layout.state(r) == State.DIVERGED).count();
    Path table = layout.root().resolve(AblationResults.RESULTS + ".csv");
    if (failed == plan.runs().size()) {
      throw Failure.diverged("all " + failed + " runs diverged; see the messages in " + table);
    }
    return new AblateSummary(
        plan.runs().size(),
        failed,
        plan.runs().size() - pending.size(),
        table.toString(),
        layout.root().resolve(AblationResults.SUMMARY + ".csv").toString(),
        page.toUri().toString(),
        (System.nanoTime() - began) / 1e9,
        summary.rows().size());
  }

  private void trainAll(JavaSparkContext spark, List<PlannedRun> pending) {
    int all = plan.runs().size();
    try (Progress shown = Progress.start("ablation", all, progress)) {
      shown.resumeAt(all - pending.size());
      shown.update(all - pending.size(), "");
      Parallel.each(
          pending,
          plan.ablation().options().parallel(),
          run -> train(spark, run),
          (done, last) -> shown.update(all - pending.size() + done, last));
    }
  }

  /** Trains, and says in a few words what came out; a divergence is noted. */
  private String train(JavaSparkContext spark, PlannedRun run) {
    Dataset dataset = Dataset.open(layout.data(run).toString());
    TrainingPlan training = run.training();
    TrainRequest request =
        new TrainRequest(
            training.model(),
            dataset,
            training.options(),
            run.resolved(),
            layout.run(run),
            Progress.Style.QUIET);
    try {
      trainOrResume(spark, run, request);
      return run.name();
    } catch (Exception e) { // Scala code throws SparkException without declaring it.
      Failure failure = Diagnosis.of(e);
      if (failure.kind() != Failure.Kind.DIVERGED) {
        throw failure;
      }
      layout.noteDivergence(run, failure.getMessage());
      return run.name() + " diverged";
    }
  }

  /** A part of another training is of no use: that run begins anew. */
  private void trainOrResume(JavaSparkContext spark, PlannedRun run, TrainRequest request) {
    Optional<InterruptedRun> begun = layout.begun(run);
    if (begun.isPresent() && begun.get().obstacle(request).isEmpty()) {
      Trainer.resume(spark, request, begun.get().newest().checkpoint());
    } else {
      layout.clear(run);
      Trainer.train(spark, request);
    }
  }

  private GenerateRequest request(PlannedRun run) {
    String output = layout.data(run).toString();
    return run.data().request(run.resolved(), output, Overwrite.FAIL);
  }

  private void requireSameData(PlannedRun run) {
    Dataset there = Dataset.open(layout.data(run).toString());
    List<String> differences = run.data().differences(there.manifest());
    if (!differences.isEmpty()) {
      throw Failure.data(
          layout.data(run)
              + " is not the dataset of its name: "
              + String.join("; ", differences)
              + "; remove it");
    }
  }

  /** What a report needs to know beside the tables. */
  private Map<String, Object> description() {
    AblateOptions options = plan.ablation().options();
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", plan.name());
    description.put("description", plan.description());
    description.put("over", options.over());
    description.put("metric", options.metric().name().toLowerCase(Locale.ROOT));
    description.put("target", options.target());
    description.put("varied", plan.ablation().axes().stream().map(axis -> axis.key()).toList());
    description.put("runs", plan.runs().stream().map(PlannedRun::name).toList());
    return description;
  }
}
