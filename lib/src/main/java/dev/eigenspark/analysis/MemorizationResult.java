package dev.eigenspark.analysis;

import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.analysis.Memorization.At;
import dev.eigenspark.analysis.Memorization.Group;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** Table, scalars and figures of accuracies over training. */
final class MemorizationResult {
  private final List<At> all;
  private final List<String> runs;

  private MemorizationResult(List<At> all) {
    this.all = all;
    runs = all.stream().map(At::run).distinct().toList();
  }

  /**
   * The result of checkpoints that are in order within each run.
   *
   * @param tau accuracy on right labels that is asked for
   */
  static AnalysisResult of(List<At> all, double tau) {
    MemorizationResult result = new MemorizationResult(all);
    return new AnalysisResult(result.table(), result.scalars(tau), result.figures());
  }

  private Table table() {
    Table table =
        new Table(
            List.of(
                new Header("run", Type.STRING, "name of the run"),
                new Header("step", Type.LONG, "local steps of each worker"),
                new Header(
                    "group",
                    Type.STRING,
                    "training trials with right (clean) or wrong (noisy) labels, or test"),
                new Header("loss", Type.DOUBLE, "mean loss, nats; NaN without such trials"),
                new Header(
                    "accuracy", Type.DOUBLE, "hits of the dataset's labels; NaN without trials")));
    for (At at : all) {
      table.add(at.run(), at.step(), word(at.group()), at.score().loss(), accuracy(at));
    }
    return table;
  }

  private Map<String, Double> scalars(double tau) {
    Map<String, Double> scalars = new LinkedHashMap<>();
    String run = runs.get(0);
    for (Group group : Group.values()) {
      List<At> course = course(run, group);
      if (!course.isEmpty()) {
        scalars.put(word(group) + "_last", accuracy(course.get(course.size() - 1)));
        scalars.put(
            word(group) + "_most",
            course.stream().mapToDouble(MemorizationResult::accuracy).max().orElseThrow());
      }
    }
    OptionalLong learned =
        course(run, Group.CLEAN).stream()
            .filter(at -> accuracy(at) >= tau)
            .mapToLong(At::step)
            .findFirst();
    if (learned.isPresent()) {
      scalars.put("tau_step", (double) learned.getAsLong());
      for (Group group : List.of(Group.NOISY, Group.TEST)) {
        course(run, group).stream()
            .filter(at -> at.step() == learned.getAsLong())
            .forEach(at -> scalars.put(word(group) + "_at_tau", accuracy(at)));
      }
    }
    return scalars;
  }

  private List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    String first = runs.get(0);
    List<Series> series = new ArrayList<>();
    for (Group group : Group.values()) {
      add(series, word(group), course(first, group));
    }
    String of = runs.size() == 1 ? "" : " of the run " + first;
    figures.add(
        figure(
            "accuracy",
            "Accuracy on right and on wrong training labels and on the test split" + of + ".",
            series));
    if (runs.size() > 1) {
      for (Group group : Group.values()) {
        List<Series> lines = new ArrayList<>();
        runs.forEach(run -> add(lines, run, course(run, group)));
        figures.add(
            figure(word(group), "Accuracy of all runs: " + word(group) + " trials.", lines));
      }
    }
    return figures;
  }

  private static Figure figure(String name, String caption, List<Series> series) {
    Axis accuracy = Axis.linear("accuracy");
    return new Figure(
        name, caption, new Chart(Axis.linear("step"), accuracy, series, Chart.Aspect.FREE).svg());
  }

  private static void add(List<Series> series, String name, List<At> course) {
    if (!course.isEmpty()) {
      series.add(
          Series.line(
              name,
              course.stream().mapToDouble(At::step).toArray(),
              course.stream().mapToDouble(MemorizationResult::accuracy).toArray()));
    }
  }

  /** What was measured of it; nothing is of a group without trials. */
  private List<At> course(String run, Group group) {
    return all.stream()
        .filter(at -> at.run().equals(run) && at.group() == group)
        .filter(at -> !Double.isNaN(accuracy(at)))
        .toList();
  }

  private static double accuracy(At at) {
    return at.score().accuracy();
  }

  private static String word(Group group) {
    return group.name().toLowerCase(Locale.ROOT);
  }
}
