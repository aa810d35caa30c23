package dev.eigenspark.jobs.ablation;

import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import dev.eigenspark.config.AblateOptions.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The figure: a metric of training against examples, a mean with its 95 % band per group. */
final class LearningCurves {
  private final Metric metric;
  private final List<Series> series = new ArrayList<>();

  private LearningCurves(Metric metric) {
    this.metric = metric;
  }

  /** The figure as SVG; empty when no run has the metric, or too many groups to tell apart do. */
  static Optional<String> svg(Metric metric, List<String> names, List<Group> groups) {
    LearningCurves curves = new LearningCurves(metric);
    groups.forEach(group -> curves.add(group.label(names), group.ended()));
    if (curves.series.isEmpty() || groups.size() > Series.DISTINCT_LINES) {
      return Optional.empty();
    }
    Chart chart =
        new Chart(Axis.linear("examples"), curves.ordinate(), curves.series, Chart.Aspect.FREE);
    return Optional.of(chart.svg());
  }

  private void add(String label, List<RunRecord> runs) {
    Map<Long, Interval> intervals = intervals(runs);
    int n = intervals.size();
    if (n == 0) {
      return;
    }
    double[] x = intervals.keySet().stream().mapToDouble(Long::doubleValue).toArray();
    double[] mean = intervals.values().stream().mapToDouble(Interval::mean).toArray();
    if (runs.size() > 1) {
      double[] low = intervals.values().stream().mapToDouble(Interval::low).toArray();
      double[] high = intervals.values().stream().mapToDouble(Interval::high).toArray();
      series.add(Series.band(label + ": 95 % interval", x, low, high));
    }
    series.add(Series.line(label, x, mean));
  }

  /** By examples, where every run of the group has a value. */
  private Map<Long, Interval> intervals(List<RunRecord> runs) {
    Map<Long, List<Double>> values = new HashMap<>();
    for (RunRecord run : runs) {
      for (Round round : run.rounds()) {
        values.computeIfAbsent(round.examples(), e -> new ArrayList<>()).add(round.value(metric));
      }
    }
    Map<Long, Interval> intervals = new TreeMap<>();
    values.forEach(
        (examples, there) -> {
          boolean all = there.size() == runs.size() && there.stream().allMatch(Double::isFinite);
          if (all) {
            double[] numbers = there.stream().mapToDouble(Double::doubleValue).toArray();
            intervals.put(examples, Interval.of(numbers).within(metric));
          }
        });
    return intervals;
  }

  private Axis ordinate() {
    if (metric == Metric.ACCURACY) {
      return Axis.linear("training accuracy");
    }
    boolean positive = true;
    for (Series one : series) {
      for (double value : one.y()) {
        positive &= value > 0;
      }
    }
    // A band that reaches zero has no logarithm, but still an area.
    return positive ? Axis.log("training loss") : Axis.linear("training loss");
  }
}
