package dev.eigenspark.analysis;

import dev.eigenspark.SampleMean;
import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.analysis.Fisher.At;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import dev.eigenspark.fisher.Estimator;
import dev.eigenspark.fisher.Reduction;
import dev.eigenspark.train.TrialGroups;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Table, scalars and figure of traces over training. */
final class FisherResult {
  /** Half of a 95 % interval, in standard errors. */
  private static final double INTERVAL = 1.96;

  private static final String ALL = "all";

  /** An estimate for one group of trials. */
  private record Point(String run, long step, Estimator estimator, String group, SampleMean trace) {
    /** A minibatch may be all that there is, and then nobody knows the error. */
    boolean hasError() {
      return trace.count() > 1;
    }

    double halfWidth() {
      return hasError() ? INTERVAL * trace.standardError() : 0;
    }

    String estimatorName() {
      return estimator.name().toLowerCase(Locale.ROOT);
    }
  }

  private final List<Point> points = new ArrayList<>();
  private final Reduction loss;

  private FisherResult(List<At> all, Reduction loss) {
    this.loss = loss;
    for (At at : all) {
      double factor = loss.traceFactor(at.labelledSteps());
      for (Estimator estimator : at.sums().estimators()) {
        add(at, estimator, ALL, at.sums().all(estimator).times(factor));
        for (int k = 0; k < at.groups().size(); k++) {
          add(at, estimator, at.groups().get(k), at.sums().of(estimator, k).times(factor));
        }
      }
    }
  }

  private void add(At at, Estimator estimator, String group, SampleMean trace) {
    if (trace.count() > 0) {
      points.add(new Point(at.run(), at.step(), estimator, group, trace));
    }
  }

  /** The result of checkpoints that are in order within each run. */
  static AnalysisResult of(List<At> all, Reduction loss) {
    FisherResult result = new FisherResult(all, loss);
    return new AnalysisResult(result.table(), result.scalars(), result.figures());
  }

  private Table table() {
    Table table =
        new Table(
            List.of(
                new Header("run", Type.STRING, "name of the run"),
                new Header("step", Type.LONG, "local steps of each worker"),
                new Header("estimator", Type.STRING, "exact, mc, logit or batch"),
                new Header(
                    "group", Type.STRING, "all trials, those of a class, or clean or noisy ones"),
                new Header("loss", Type.STRING, "mean or sum over the labelled steps of a trial"),
                new Header(
                    "count", Type.LONG, "trials in the mean; for batch, minibatches of them"),
                new Header("trace", Type.DOUBLE, "estimated trace of the Fisher information"),
                new Header(
                    "standard_error", Type.DOUBLE, "of the trace; NaN where the count is 1")));
    for (Point at : points) {
      table.add(
          at.run(),
          at.step(),
          at.estimatorName(),
          at.group(),
          loss.name().toLowerCase(Locale.ROOT),
          at.trace().count(),
          at.trace().mean(),
          at.trace().standardError());
    }
    return table;
  }

  private List<Point> course(String run, Estimator estimator, String group) {
    return points.stream()
        .filter(at -> at.run().equals(run) && at.group().equals(group))
        .filter(at -> at.estimator() == estimator)
        .toList();
  }

  private List<String> runs() {
    return points.stream().map(Point::run).distinct().toList();
  }

  private List<Estimator> estimators() {
    return points.stream().map(Point::estimator).distinct().toList();
  }

  private Map<String, Double> scalars() {
    Map<String, Double> scalars = new LinkedHashMap<>();
    for (Estimator estimator : estimators()) {
      List<Point> course = course(runs().get(0), estimator, ALL);
      Point first = course.get(0);
      Point last = course.get(course.size() - 1);
      Point most =
          course.stream().max(Comparator.comparingDouble(at -> at.trace().mean())).orElseThrow();
      String name = "trace_" + first.estimatorName();
      scalars.put(name + "_first", first.trace().mean());
      scalars.put(name + "_last", last.trace().mean());
      scalars.put(name + "_most", most.trace().mean());
      scalars.put(name + "_most_step", (double) most.step());
      if (last.hasError()) {
        scalars.put(name + "_last_error", last.trace().standardError());
      }
    }
    return scalars;
  }

  private List<Figure> figures() {
    List<Figure> figures = new ArrayList<>(List.of(figure()));
    List<Series> series = new ArrayList<>();
    List<Point> shown = new ArrayList<>();
    for (String group : List.of(TrialGroups.CLEAN, TrialGroups.NOISY)) {
      List<Point> course = course(runs().get(0), estimators().get(0), group);
      if (!course.isEmpty()) {
        shown.addAll(course);
        add(series, group, course);
      }
    }
    if (!shown.isEmpty()) {
      figures.add(
          new Figure(
              "noise",
              "The same of the trials with right and with wrong labels, in the first run.",
              new Chart(Axis.linear("step"), axis(shown), series, Chart.Aspect.FREE).svg()));
    }
    return figures;
  }

  private Figure figure() {
    List<Series> series = new ArrayList<>();
    List<Point> shown = new ArrayList<>();
    for (String run : runs()) {
      for (Estimator estimator : estimators()) {
        List<Point> course = course(run, estimator, ALL);
        shown.addAll(course);
        add(series, name(course.get(0)), course);
      }
    }
    return new Figure(
        "trace",
        "Trace of the Fisher information over training, with 95 % intervals.",
        new Chart(Axis.linear("step"), axis(shown), series, Chart.Aspect.FREE).svg());
  }

  private String name(Point first) {
    List<String> parts = new ArrayList<>();
    if (runs().size() > 1) {
      parts.add(first.run());
    }
    if (estimators().size() > 1 || parts.isEmpty()) {
      parts.add(first.estimatorName());
    }
    return String.join(" ", parts);
  }

  private static void add(List<Series> series, String name, List<Point> course) {
    double[] steps = course.stream().mapToDouble(Point::step).toArray();
    double[] means = course.stream().mapToDouble(at -> at.trace().mean()).toArray();
    double[] low = new double[steps.length];
    double[] high = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      low[i] = means[i] - course.get(i).halfWidth();
      high[i] = means[i] + course.get(i).halfWidth();
    }
    series.add(Series.band(name + " interval", steps, low, high));
    series.add(Series.line(name, steps, means));
  }

  private Axis axis(List<Point> shown) {
    String title = "Tr F of the %s loss".formatted(loss.name().toLowerCase(Locale.ROOT));
    double least =
        shown.stream().mapToDouble(at -> at.trace().mean() - at.halfWidth()).min().orElseThrow();
    double most = shown.stream().mapToDouble(at -> at.trace().mean()).max().orElseThrow();
    return Axis.spanning(title, least, most);
  }
}
