package dev.eigenspark.jobs;

import dev.eigenspark.progress.Progress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class CommonOptions {
  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master (default: the one of spark-submit, or local[*])")
  private String master;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "sets data.seed where data is generated and train.seed where a model is trained")
  private Long seed;

  // Main looks at --json itself, when the result is there.
  @Option(names = "--json", description = "print the result as one JSON object on standard output")
  @SuppressWarnings("unused")
  private boolean json;

  @Option(names = "--dry-run", description = "print what would be done; write nothing")
  private boolean dryRun;

  @Option(names = "--quiet", description = "show no progress")
  private boolean quiet;

  @Option(names = "--help", usageHelp = true, description = "show this help")
  @SuppressWarnings("unused")
  private boolean help;

  boolean isDryRun() {
    return dryRun;
  }

  Progress.Style progress() {
    return quiet ? Progress.Style.QUIET : Progress.Style.detect();
  }

  /** A Spark context for {@code command}, with one core a task; the caller closes it. */
  JavaSparkContext spark(String command) {
    return spark(command, TaskResources.ONE_CORE);
  }

  /** A Spark context whose tasks ask for {@code resources} each; the caller closes it. */
  JavaSparkContext spark(String command, TaskResources resources) {
    return SparkContexts.open(command, Optional.ofNullable(master), resources);
  }

  /** {@code --seed} as arguments for these keys; none when it was not given. */
  List<String> seedOverrides(String... keys) {
    return seed == null ? List.of() : Stream.of(keys).map(key -> key + "=" + seed).toList();
  }
}
