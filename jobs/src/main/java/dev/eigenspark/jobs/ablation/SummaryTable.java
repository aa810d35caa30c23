package dev.eigenspark.jobs.ablation;

import dev.eigenspark.config.AblateOptions;
import dev.eigenspark.config.Ablation.Axis;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One row for every group: means with 95 % intervals over the runs that ended. Examples to the
 * target have a mean only where every run of the group reached it, for the mean of those that did
 * would flatter a group whose slow runs did not.
 */
final class SummaryTable {
  private SummaryTable() {}

  /**
   * The table.
   *
   * @param axes what tells groups apart
   * @param scores columns of {@link RunRecord#scores}
   */
  static Table of(List<Axis> axes, AblateOptions options, List<String> scores, List<Group> groups) {
    List<Header> headers = new ArrayList<>(ResultsTable.varied(axes));
    headers.add(new Header("runs", Type.LONG, "runs of the group"));
    headers.add(new Header("failed", Type.LONG, "those that diverged; no mean has them"));
    scores.forEach(score -> addInterval(headers, score, ResultsTable.meaning(score)));
    addInterval(headers, "seconds", "wall time of all rounds");
    if (options.target() > 0) {
      headers.add(new Header("reached", Type.LONG, "runs that reached the target"));
      String when = "trials seen when training accuracy reached " + options.target();
      addInterval(headers, ResultsTable.TO_TARGET, when + "; NaN unless all runs did");
    }
    Table table = new Table(headers);
    groups.forEach(group -> table.add(row(headers, options, scores, group)));
    return table;
  }

  private static void addInterval(List<Header> headers, String name, String meaning) {
    headers.add(new Header(name + "_mean", Type.DOUBLE, meaning + ": mean"));
    headers.add(new Header(name + "_low", Type.DOUBLE, "lower end of its 95 % t-interval"));
    headers.add(new Header(name + "_high", Type.DOUBLE, "upper end of its 95 % t-interval"));
  }

  private static Object[] row(
      List<Header> headers, AblateOptions options, List<String> scores, Group group) {
    List<Object> row = new ArrayList<>();
    for (String text : group.texts()) {
      row.add(ResultsTable.value(headers.get(row.size()), text));
    }
    List<RunRecord> ended = group.ended();
    row.add(group.runs().size());
    row.add(group.runs().size() - ended.size());
    for (String score : scores) {
      add(row, ended.stream().mapToDouble(run -> run.score(score)).toArray());
    }
    add(row, ended.stream().mapToDouble(RunRecord::seconds).toArray());
    if (options.target() > 0) {
      double[] examples =
          group.runs().stream()
              .mapToDouble(run -> run.examplesTo(options.target(), options.smooth()))
              .toArray();
      long reached = Arrays.stream(examples).filter(Double::isFinite).count();
      row.add(reached);
      add(row, examples);
    }
    return row.toArray();
  }

  private static void add(List<Object> row, double[] values) {
    Interval interval = Interval.of(values);
    row.addAll(List.of(interval.mean(), interval.low(), interval.high()));
  }
}
