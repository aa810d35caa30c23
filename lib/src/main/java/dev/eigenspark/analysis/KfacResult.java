package dev.eigenspark.analysis;

import dev.eigenspark.SampleMean;
import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.analysis.Kfac.At;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Table, scalars and figures of {@link Kfac}. */
final class KfacResult {
  private static final List<Header> HEADERS =
      List.of(
          new Header("run", Type.STRING, "name of the run"),
          new Header("step", Type.LONG, "local steps of each worker"),
          new Header("layer", Type.STRING, "name of the layer"),
          new Header("rows", Type.DOUBLE, "rows T of a trial"),
          new Header("trace", Type.DOUBLE, "trace of the layer's block of F"),
          new Header("trace_error", Type.DOUBLE, "its standard error; NaN for one trial"),
          new Header("trace_kfac", Type.DOUBLE, "trace of the Kronecker product"),
          new Header("ratio", Type.DOUBLE, "trace_kfac / trace; NaN if both are 0"),
          new Header("largest", Type.DOUBLE, "largest eigenvalue of the Kronecker product"),
          new Header(
              "participation",
              Type.DOUBLE,
              "(sum l)^2 / sum l^2 of its eigenvalues l: dimensions that it spreads over"));

  /**
   * A layer at a checkpoint, under the loss that was asked for.
   *
   * @param eigenvalues of the Kronecker product, descending
   */
  private record Point(
      String run,
      long step,
      String layer,
      double rows,
      SampleMean exact,
      double kfac,
      double[] eigenvalues) {
    static Point of(At at) {
      var factors = at.layer().factors();
      double[] eigenvalues = factors.eigenvalues();
      for (int i = 0; i < eigenvalues.length; i++) {
        eigenvalues[i] *= at.factor();
      }
      return new Point(
          at.run(),
          at.step(),
          at.layer().layer(),
          factors.rowsOfATrial(),
          factors.squaredNorms().times(at.factor()),
          factors.trace() * at.factor(),
          eigenvalues);
    }

    double ratio() {
      return kfac / exact.mean();
    }

    double participation() {
      double sum = 0;
      double squares = 0;
      for (double value : eigenvalues) {
        sum += value;
        squares += value * value;
      }
      return sum * sum / squares;
    }
  }

  private final List<Point> all;

  private KfacResult(List<Point> all) {
    this.all = all;
  }

  /** The result of checkpoints that are in order within each run. */
  static AnalysisResult of(List<At> all) {
    KfacResult result = new KfacResult(all.stream().map(Point::of).toList());
    return new AnalysisResult(result.table(), result.scalars(), result.figures());
  }

  private Table table() {
    Table table = new Table(HEADERS);
    for (Point at : all) {
      table.add(
          at.run(),
          at.step(),
          at.layer(),
          at.rows(),
          at.exact().mean(),
          at.exact().standardError(),
          at.kfac(),
          at.ratio(),
          at.eigenvalues()[0],
          at.participation());
    }
    return table;
  }

  private List<String> layers() {
    return all.stream().map(Point::layer).distinct().toList();
  }

  private List<Point> course(String layer) {
    return all.stream()
        .filter(at -> at.run().equals(all.get(0).run()) && at.layer().equals(layer))
        .toList();
  }

  private Map<String, Double> scalars() {
    Map<String, Double> scalars = new LinkedHashMap<>();
    for (String layer : layers()) {
      List<Point> course = course(layer);
      addScalars(scalars, course.get(0), "first");
      addScalars(scalars, course.get(course.size() - 1), "last");
    }
    return scalars;
  }

  private static void addScalars(Map<String, Double> scalars, Point at, String when) {
    scalars.put(at.layer() + "_ratio_" + when, at.ratio());
    scalars.put(at.layer() + "_largest_" + when, at.eigenvalues()[0]);
  }

  private List<Figure> figures() {
    List<Series> ratios = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    for (String layer : layers()) {
      List<Point> course = course(layer).stream().filter(at -> at.exact().sum() > 0).toList();
      if (!course.isEmpty()) {
        ratios.add(ratio(layer, course));
        figures.add(eigenvalues(layer, course));
      }
    }
    if (!ratios.isEmpty()) {
      figures.add(0, ratios(ratios));
    }
    return figures;
  }

  private static Series ratio(String layer, List<Point> course) {
    return Series.line(
        layer,
        course.stream().mapToDouble(Point::step).toArray(),
        course.stream().mapToDouble(Point::ratio).toArray());
  }

  private static Figure ratios(List<Series> lines) {
    return new Figure(
        "ratio",
        "Trace of the Kronecker-factored Fisher information over the exact one; 1 where rows are"
            + " independent.",
        new Chart(Axis.linear("step"), Axis.linear("ratio of traces"), lines, Chart.Aspect.FREE)
            .svg());
  }

  private static Figure eigenvalues(String layer, List<Point> course) {
    List<Series> lines = new ArrayList<>();
    for (Point at : Snapshots.thinned(course, 2)) {
      lines.add(RankCurve.of("step " + at.step(), at.eigenvalues()));
    }
    return new Figure(
        "eigenvalues-" + layer,
        "Eigenvalues of the Kronecker-factored Fisher information of layer '%s' by rank."
            .formatted(layer),
        new Chart(Axis.log("rank"), Axis.log("eigenvalue"), lines, Chart.Aspect.FREE).svg());
  }
}
