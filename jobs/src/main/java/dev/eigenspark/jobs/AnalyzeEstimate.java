package dev.eigenspark.jobs;

import dev.eigenspark.train.RunDirectory;
import java.util.List;

/**
 * What analyses would do.
 *
 * @param kinds their names
 * @param runs the runs they read
 * @param checkpoints checkpoints of all runs
 */
record AnalyzeEstimate(List<String> kinds, List<String> runs, long checkpoints) {
  static AnalyzeEstimate of(AnalyzeJob job) {
    return new AnalyzeEstimate(
        kinds(job.analyses()),
        job.runs().stream().map(run -> run.root().toString()).toList(),
        job.runs().stream().map(RunDirectory::checkpoints).mapToLong(List::size).sum());
  }

  static List<String> kinds(List<ConfiguredAnalysis<?>> analyses) {
    return analyses.stream().map(each -> each.analysis().name()).toList();
  }

  List<String> lines() {
    String of =
        runs.isEmpty()
            ? "without runs"
            : "of %s, %d checkpoints in all".formatted(String.join(", ", runs), checkpoints);
    return List.of("analyze   %s %s".formatted(String.join(", ", kinds), of));
  }
}
