package dev.eigenspark.jobs.ablation;

import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.DotPlot;
import dev.eigenspark.chart.DotPlot.Panel;
import dev.eigenspark.chart.DotPlot.Row;
import dev.eigenspark.config.AblateOptions.Metric;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The figure of what came out: the final metric of every group, a mean with its 95 % interval and
 * the single runs, beside chance.
 */
final class Comparison {
  /** The first that the runs have is shown. */
  private static final List<String> SPLITS = List.of("test", "valid", "train");

  /** A loss that spans more is shown on a logarithmic axis. */
  private static final double WIDE = 20;

  private final Metric metric;
  private final String split;

  private Comparison(Metric metric, String split) {
    this.metric = metric;
    this.split = split;
  }

  /** The figure as SVG; empty when no run ended. */
  static Optional<String> svg(Metric metric, Panels panels, List<Group> groups) {
    return SPLITS.stream()
        .map(split -> new Comparison(metric, split))
        .filter(comparison -> groups.stream().anyMatch(g -> comparison.values(g).length > 0))
        .findFirst()
        .map(comparison -> comparison.svg(panels, groups));
  }

  private String svg(Panels panels, List<Group> groups) {
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    for (Group group : groups) {
      rows.computeIfAbsent(panels.title(group), t -> new ArrayList<>())
          .add(row(panels.label(group), group));
    }
    List<Panel> drawn =
        rows.entrySet().stream().map(e -> new Panel(e.getKey(), e.getValue())).toList();
    return new DotPlot(axis(groups), panels.rows(), drawn).svg();
  }

  private Row row(String label, Group group) {
    double[] values = values(group);
    Interval interval = Interval.of(values).within(metric);
    return new Row(
        label,
        DoubleStream.of(values).boxed().toList(),
        interval.mean(),
        interval.low(),
        interval.high(),
        chance(group));
  }

  private double chance(Group group) {
    return group.ended().stream()
        .mapToDouble(run -> run.chance(metric))
        .average()
        .orElse(Double.NaN);
  }

  /** Of the runs that ended; none when one of them is no number, for then there is no mean. */
  private double[] values(Group group) {
    double[] values =
        group.ended().stream().mapToDouble(run -> run.score(split + "_" + word())).toArray();
    return DoubleStream.of(values).allMatch(Double::isFinite) ? values : new double[0];
  }

  private Axis axis(List<Group> groups) {
    String title = split + " " + word();
    DoubleSummaryStatistics range = new DoubleSummaryStatistics();
    for (Group group : groups) {
      DoubleStream.of(values(group)).forEach(range);
      DoubleStream.of(chance(group)).filter(Double::isFinite).forEach(range);
    }
    boolean wide = range.getMin() > 0 && range.getMax() > WIDE * range.getMin();
    return metric == Metric.LOSS && wide ? Axis.log(title) : Axis.linear(title);
  }

  private String word() {
    return metric.name().toLowerCase(Locale.ROOT);
  }
}
