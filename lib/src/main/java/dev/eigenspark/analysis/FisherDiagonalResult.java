package dev.eigenspark.analysis;

import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.analysis.FisherDiagonal.At;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import dev.eigenspark.train.ParameterBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Table, scalars and figures of {@link FisherDiagonal}. */
final class FisherDiagonalResult {
  private static final String ALL = "all";

  private static final List<Header> HEADERS =
      List.of(
          new Header("run", Type.STRING, "name of the run"),
          new Header("step", Type.LONG, "local steps of each worker"),
          new Header("parameter", Type.STRING, "its name in the model, or all"),
          new Header("numbers", Type.LONG, "numbers of the parameter"),
          new Header("trace", Type.DOUBLE, "sum of the diagonal over them"),
          new Header("share", Type.DOUBLE, "part of the whole trace, in [0, 1]; NaN if that is 0"),
          new Header("largest", Type.DOUBLE, "largest element"),
          new Header(
              "participation",
              Type.DOUBLE,
              "(sum d)^2 / sum d^2: numbers that it is spread over; NaN if all are 0"));

  private final List<At> all;

  private FisherDiagonalResult(List<At> all) {
    this.all = all;
  }

  /** The result of checkpoints that are in order within each run. */
  static AnalysisResult of(List<At> all) {
    FisherDiagonalResult result = new FisherDiagonalResult(all);
    return new AnalysisResult(result.table(), result.scalars(), result.figures());
  }

  /** What is said of some elements. */
  private record Part(String name, int numbers, double sum, double squares, double largest) {
    static Part of(String name, double[] values, int from, int length) {
      double sum = 0;
      double squares = 0;
      double largest = 0;
      for (int i = from; i < from + length; i++) {
        sum += values[i];
        squares += values[i] * values[i];
        largest = Math.max(largest, values[i]);
      }
      return new Part(name, length, sum, squares, largest);
    }

    double participation() {
      return sum * sum / squares;
    }
  }

  private static Part whole(At at) {
    return Part.of(ALL, at.values(), 0, at.values().length);
  }

  private static List<Part> parts(At at) {
    List<Part> parts = new ArrayList<>(List.of(whole(at)));
    for (ParameterBlock block : at.blocks()) {
      parts.add(part(at, block));
    }
    return parts;
  }

  private static Part part(At at, ParameterBlock block) {
    return Part.of(block.name(), at.values(), block.from(), block.length());
  }

  private Table table() {
    Table table = new Table(HEADERS);
    for (At at : all) {
      double trace = whole(at).sum();
      for (Part part : parts(at)) {
        table.add(
            at.run(),
            at.step(),
            part.name(),
            (long) part.numbers(),
            part.sum(),
            part.sum() / trace,
            part.largest(),
            part.participation());
      }
    }
    return table;
  }

  private List<At> firstRun() {
    return all.stream().filter(at -> at.run().equals(all.get(0).run())).toList();
  }

  private Map<String, Double> scalars() {
    Map<String, Double> scalars = new LinkedHashMap<>();
    List<At> course = firstRun();
    addScalars(scalars, course.get(0), "first");
    addScalars(scalars, course.get(course.size() - 1), "last");
    return scalars;
  }

  private static void addScalars(Map<String, Double> scalars, At at, String when) {
    Part whole = whole(at);
    scalars.put("trace_" + when, whole.sum());
    scalars.put("largest_" + when, whole.largest());
    scalars.put("participation_" + when, whole.participation());
  }

  private List<Figure> figures() {
    List<At> course = firstRun().stream().filter(at -> whole(at).sum() > 0).toList();
    return course.isEmpty() ? List.of() : List.of(shares(course), sorted(course));
  }

  private static Figure shares(List<At> course) {
    double[] steps = course.stream().mapToDouble(At::step).toArray();
    At last = course.get(course.size() - 1);
    List<Series> lines =
        last.blocks().stream()
            .sorted(Comparator.comparingDouble(block -> -share(last, block)))
            .limit(Series.DISTINCT_LINES)
            .map(
                block ->
                    Series.line(
                        block.name(),
                        steps,
                        course.stream().mapToDouble(at -> share(at, block)).toArray()))
            .toList();
    return new Figure(
        "shares",
        "What the largest parameters have of the trace of the Fisher information over training.",
        new Chart(Axis.linear("step"), Axis.linear("share of Tr F"), lines, Chart.Aspect.FREE)
            .svg());
  }

  private static double share(At at, ParameterBlock block) {
    return part(at, block).sum() / whole(at).sum();
  }

  private static Figure sorted(List<At> course) {
    List<Series> lines = new ArrayList<>();
    for (At at : Snapshots.thinned(course, 2)) {
      double[] falling = DoubleStream.of(at.values()).map(d -> -d).sorted().map(d -> -d).toArray();
      lines.add(RankCurve.of("step " + at.step(), falling));
    }
    return new Figure(
        "sorted",
        "The diagonal of the Fisher information by rank, before and after training.",
        new Chart(Axis.log("rank"), Axis.log("element"), lines, Chart.Aspect.FREE).svg());
  }
}
