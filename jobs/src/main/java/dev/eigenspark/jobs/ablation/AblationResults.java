package dev.eigenspark.jobs.ablation;

import dev.eigenspark.Failure;
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

/** What an ablation found, as two tables and a figure. */
public final class AblationResults {
  /** One row for every run. */
  public static final String RESULTS = "results";

  /** One row for every group. */
  public static final String SUMMARY = "summary";

  private static final String FIGURE = "curves.svg";

  private AblationResults() {}

  /**
   * Reads the runs, each of which has ended or diverged, and writes {@code results} and {@code
   * summary}, both as {@code .csv} and {@code .parquet}, and {@code curves.svg} into {@code root}.
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
    Path figure = root.resolve(FIGURE);
    LearningCurves.svg(ablation.options().metric(), AxisNames.of(shared), groups)
        .ifPresentOrElse(svg -> TextFile.write(figure, svg), () -> remove(figure));
    return summary;
  }

  private static void save(Path root, String name, Table table) {
    CsvFile.write(table, root.resolve(name + ".csv"));
    TableFile.writeParquet(table, root.resolve(name + ".parquet"));
  }

  /** An older one would not belong to these runs. */
  private static void remove(Path figure) {
    try {
      Files.deleteIfExists(figure);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot remove " + figure + ": " + e, e);
    }
  }
}
