package dev.eigenspark.jobs.ablation;

import dev.eigenspark.Failure;
import dev.eigenspark.config.AblateOptions.Metric;
import dev.eigenspark.config.Ablation;
import dev.eigenspark.config.Ablation.Axis;
import dev.eigenspark.data.CsvFile;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.TableFile;
import dev.eigenspark.data.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What an ablation found, as two tables and two figures. */
public final class AblationResults {
  /** One row for every run. */
  public static final String RESULTS = "results";

  /** One row for every group. */
  public static final String SUMMARY = "summary";

  /** The training of every group, where there are not too many. */
  public static final String CURVES = "curves.svg";

  /** The final metric of every group. */
  public static final String COMPARISON = "comparison.svg";

  private AblationResults() {}

  /**
   * Reads the runs, each of which has ended or diverged, and writes {@code results} and {@code
   * summary}, both as {@code .csv} and {@code .parquet}, and the figures into {@code root}.
   *
   * @return the summary
   * @throws Failure of kind DATA when a file of a run is missing or damaged
   */
  public static Table write(Path root, Ablation ablation, List<Cell> cells) {
    List<RunRecord> runs = cells.stream().map(RunRecord::read).toList();
    List<String> scores =
        runs.stream().flatMap(run -> run.scores().keySet().stream()).distinct().sorted().toList();
    List<Axis> shared = Group.axes(ablation);
    List<Group> groups = Group.of(ablation, runs);
    save(root, RESULTS, ResultsTable.of(ablation.axes(), ablation.options(), scores, runs));
    Table summary = SummaryTable.of(shared, ablation.options(), scores, groups);
    save(root, SUMMARY, summary);
    Metric metric = ablation.options().metric();
    Panels panels = Panels.of(ablation.options().panelKey(), shared);
    saveFigure(root.resolve(COMPARISON), Comparison.svg(metric, panels, groups));
    saveFigure(root.resolve(CURVES), LearningCurves.svg(metric, panels.names(), groups));
    return summary;
  }

  private static void save(Path root, String name, Table table) {
    CsvFile.write(table, root.resolve(name + ".csv"));
    TableFile.writeParquet(table, root.resolve(name + ".parquet"));
  }

  private static void saveFigure(Path file, Optional<String> svg) {
    try {
      // An older one would not belong to these runs.
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot remove " + file + ": " + e, e);
    }
    svg.ifPresent(text -> TextFile.write(file, text));
  }
}
