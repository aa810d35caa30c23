package dev.eigenspark.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.chart.Series;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.TableFile;
import dev.eigenspark.jobs.ablation.AblationResults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The sections that compare the runs of one ablation. */
final class AblationReport {
  static final String PLAN = "ablation.json";

  private static final List<String> ENDS = List.of("_mean", "_low", "_high");

  private final Path root;
  private final JsonNode plan;
  private final Table summary;
  private final Table results;

  AblationReport(Path root) {
    this.root = root;
    this.plan = JsonFiles.object(root.resolve(PLAN));
    this.summary = TableFile.readParquet(root.resolve("summary.parquet"));
    this.results = TableFile.readParquet(root.resolve("results.parquet"));
  }

  String title() {
    return plan.path("name").asText();
  }

  void addTo(Page page) {
    page.add("<p class=\"summary\">" + sentence() + "</p>\n");
    String intervals =
        Html.paragraph(
            "Means over "
                + Html.strong(plan.path("over").asText())
                + " of the runs that ended, with 95 % intervals by Student's t.");
    page.add(Html.section("Comparison", comparison(page)));
    page.add(Html.section("Summary", intervals + summaryTable()));
    page.add(Html.section("Training", curves(page)));
    page.add(Html.section("Runs", resultsTable()));
    page.add(
        Html.section("Configuration", Html.code(JsonFiles.text(root.resolve("resolved.conf")))));
    page.add(
        Html.section(
            "How to reproduce",
            Html.code(
                "./eigenspark ablate "
                    + root.getFileName()
                    + "/resolved.conf --out "
                    + root.getFileName()
                    + "-again")));
  }

  private String sentence() {
    Map<Object, Long> status =
        results.rows().stream()
            .collect(
                Collectors.groupingBy(row -> row.get(column("status")), Collectors.counting()));
    StringBuilder out = new StringBuilder(Html.escape(plan.path("description").asText()));
    out.append(out.length() > 0 ? " " : "")
        .append("%s runs in %s groups".formatted(results.rows().size(), summary.rows().size()));
    long diverged = status.getOrDefault("diverged", 0L);
    return out.append(diverged > 0 ? "; " + diverged + " diverged." : ".").toString();
  }

  private String comparison(Page page) {
    Path file = root.resolve(AblationResults.COMPARISON);
    if (!Files.exists(file)) {
      return Html.note("No run has ended with a " + metric() + ", so there is nothing to compare.");
    }
    return page.figure(
        JsonFiles.text(file),
        "Final %s: means over %s (dots) with 95 %% intervals (bars) and the runs that ended (faint"
                .formatted(metric(), plan.path("over").asText())
            + " dots). The vertical grey line through a row is chance.");
  }

  private String curves(Page page) {
    Path file = root.resolve(AblationResults.CURVES);
    int groups = summary.rows().size();
    if (groups > Series.DISTINCT_LINES) {
      return Html.note(
          groups + " curves could not be told apart; metrics.jsonl of each run has its rounds.");
    }
    if (!Files.exists(file)) {
      return Html.note("No run has a training " + metric() + ", so there is no curve of it.");
    }
    return page.figure(
        JsonFiles.text(file),
        "Training %s of each round against examples: means over %s with 95 %% intervals."
            .formatted(metric(), plan.path("over").asText()));
  }

  private String metric() {
    return plan.path("metric").asText();
  }

  private int column(String name) {
    return results.headers().stream().map(Header::name).toList().indexOf(name);
  }

  /** The three columns of an interval as one cell. */
  private String summaryTable() {
    List<String> names = summary.headers().stream().map(Header::name).toList();
    List<String> heads = new ArrayList<>();
    for (String name : names) {
      if (ENDS.stream().noneMatch(name::endsWith)) {
        heads.add(words(name));
      } else if (name.endsWith(ENDS.get(0))) {
        heads.add(words(name.substring(0, name.length() - ENDS.get(0).length())));
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (List<Object> row : summary.rows()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).endsWith(ENDS.get(0))) {
          cells.add(interval(row.get(i), row.get(i + 1), row.get(i + 2)));
          i += 2;
        } else {
          cells.add(text(row.get(i)));
        }
      }
      rows.add(cells);
    }
    return Html.numbers(heads, rows);
  }

  private String resultsTable() {
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < results.headers().size(); i++) {
      // Both are long, and for programs rather than readers.
      if (!List.of("model_sha256", "message").contains(results.headers().get(i).name())) {
        shown.add(i);
      }
    }
    List<String> heads = shown.stream().map(i -> words(results.headers().get(i).name())).toList();
    List<List<String>> rows =
        results.rows().stream()
            .map(row -> shown.stream().map(i -> text(row.get(i))).toList())
            .toList();
    return Html.numbers(heads, rows);
  }

  private static String interval(Object mean, Object low, Object high) {
    boolean bounded = Double.isFinite((Double) low);
    return text(mean) + (bounded ? " [" + text(low) + ", " + text(high) + "]" : "");
  }

  private static String text(Object value) {
    if (value instanceof Double number) {
      return number.isNaN() ? "–" : Words.number(number);
    }
    return value instanceof Long number ? Words.count(number) : value.toString();
  }

  private static String words(String column) {
    return column.replace('_', ' ');
  }
}
