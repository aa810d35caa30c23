package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.Named;
import dev.eigenspark.Nearest;
import dev.eigenspark.analysis.Analyses;
import dev.eigenspark.config.Settings;
import dev.eigenspark.models.Models;
import dev.eigenspark.tasks.Tasks;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code list KIND}. */
@Command(
    name = "list",
    description = "Lists what is there, with one line and the paper of each; --json adds options.")
final class ListCommand implements Callable<Outcome> {
  private static final List<String> KINDS = List.of("tasks", "models", "analyses", "experiments");

  // Listing draws nothing, writes nothing and needs no Spark.
  @Mixin
  @SuppressWarnings("unused")
  private CommonOptions common;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KIND",
      description = "tasks, models, analyses or experiments")
  private String kind;

  @Option(
      names = "--markdown",
      description =
          "print all of them as one page: ./eigenspark list --markdown > docs/catalogue.md")
  private boolean markdown;

  /** One entry of a registry. */
  private record Entry(String name, String summary, String paper, List<Settings.Entry> options) {}

  @Override
  public Outcome call() {
    if (markdown) {
      String page = Catalogue.markdown();
      return new Outcome(Map.of("markdown", page), page.lines().toList());
    }
    if (kind == null) {
      throw Failure.usage("list what? one of " + String.join(", ", KINDS));
    }
    return switch (kind) {
      case "tasks" -> registry(Tasks.registry().entries());
      case "models" -> registry(Models.registry().entries());
      case "analyses" -> registry(Analyses.registry().entries());
      case "experiments" -> experiments(ExperimentFiles.entries());
      default ->
          throw Failure.usage("cannot list '" + kind + "'" + Nearest.suggestion(kind, KINDS));
    };
  }

  private Outcome registry(List<? extends Named> entries) {
    List<Entry> described =
        entries.stream()
            .map(e -> new Entry(e.name(), e.summary(), e.paper(), Settings.describe(e.options())))
            .toList();
    return outcome(
        described, described.stream().map(e -> List.of(e.name(), e.summary(), e.paper())).toList());
  }

  private Outcome experiments(List<ExperimentFiles.Entry> entries) {
    return outcome(
        entries, entries.stream().map(e -> List.of(e.file(), e.description(), e.paper())).toList());
  }

  private Outcome outcome(List<?> entries, List<List<String>> rows) {
    return new Outcome(Map.of("kind", kind, "entries", entries), Columns.align(rows));
  }
}
