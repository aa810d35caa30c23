package dev.eigenspark.analysis;

import dev.eigenspark.SampleMean;
import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.analysis.Curvature.At;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import dev.eigenspark.fisher.CurvatureMatrix;
import dev.eigenspark.fisher.Ritz;
import dev.eigenspark.fisher.SpectralDensity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Table, scalars and figures of curvatures over training. */
final class CurvatureResult {
  private static final int PLACES = 400;

  /** Width of the curves that the density is made of, as a part of the range. */
  private static final double SPREAD = 0.01;

  /** The density is drawn down to this part of its largest value. */
  private static final double FAINT = 1e-6;

  private final List<At> all;

  private CurvatureResult(List<At> all) {
    this.all = all;
  }

  /** The result of checkpoints that are in order within each run. */
  static AnalysisResult of(List<At> all) {
    CurvatureResult result = new CurvatureResult(all);
    List<Figure> figures = new ArrayList<>(List.of(result.largest()));
    for (CurvatureMatrix matrix : result.matrices()) {
      figures.add(result.density(matrix));
    }
    return new AnalysisResult(result.table(), result.scalars(), figures);
  }

  private static String name(CurvatureMatrix matrix) {
    return matrix.name().toLowerCase(Locale.ROOT);
  }

  private List<CurvatureMatrix> matrices() {
    return all.stream().map(At::matrix).distinct().toList();
  }

  private List<At> course(String run, CurvatureMatrix matrix) {
    return all.stream().filter(at -> at.run().equals(run) && at.matrix() == matrix).toList();
  }

  private Table table() {
    Table table =
        new Table(
            List.of(
                new Header("run", Type.STRING, "name of the run"),
                new Header("step", Type.LONG, "local steps of each worker"),
                new Header("matrix", Type.STRING, "hessian or fisher"),
                new Header("probe", Type.LONG, "start vector, from 0"),
                new Header("rank", Type.LONG, "rank of the Ritz value, the largest is 0"),
                new Header("ritz", Type.DOUBLE, "Ritz value: the outer ones are eigenvalues"),
                new Header("weight", Type.DOUBLE, "share of the eigenvalues that it stands for"),
                new Header("largest", Type.DOUBLE, "largest Ritz value of all probes"),
                new Header("smallest", Type.DOUBLE, "smallest Ritz value of all probes"),
                new Header("trace", Type.DOUBLE, "mean of the probes' traces"),
                new Header(
                    "trace_error",
                    Type.DOUBLE,
                    "its standard error; NaN where there is one probe")));
    for (At at : all) {
      SpectralDensity density = at.density();
      SampleMean trace = density.trace().times(at.factor());
      for (int probe = 0; probe < density.probes().size(); probe++) {
        Ritz ritz = density.probes().get(probe);
        for (int rank = 0; rank < ritz.values().length; rank++) {
          table.add(
              at.run(),
              at.step(),
              name(at.matrix()),
              (long) probe,
              (long) rank,
              at.factor() * ritz.values()[rank],
              ritz.weights()[rank],
              at.factor() * density.largest(),
              at.factor() * density.smallest(),
              trace.mean(),
              trace.standardError());
        }
      }
    }
    return table;
  }

  private Map<String, Double> scalars() {
    Map<String, Double> scalars = new LinkedHashMap<>();
    for (CurvatureMatrix matrix : matrices()) {
      List<At> course = course(all.get(0).run(), matrix);
      addScalars(scalars, course.get(0), "first");
      addScalars(scalars, course.get(course.size() - 1), "last");
    }
    return scalars;
  }

  private static void addScalars(Map<String, Double> scalars, At at, String when) {
    String name = name(at.matrix());
    scalars.put(name + "_largest_" + when, at.factor() * at.density().largest());
    scalars.put(name + "_trace_" + when, at.factor() * at.density().trace().mean());
  }

  private Figure largest() {
    List<Series> lines = new ArrayList<>();
    for (CurvatureMatrix matrix : matrices()) {
      List<At> course = course(all.get(0).run(), matrix);
      lines.add(
          Series.line(
              name(matrix),
              course.stream().mapToDouble(At::step).toArray(),
              course.stream().mapToDouble(at -> at.factor() * at.density().largest()).toArray()));
    }
    return new Figure(
        "largest",
        "Largest eigenvalue over training.",
        new Chart(Axis.linear("step"), Axis.linear("largest eigenvalue"), lines, Chart.Aspect.FREE)
            .svg());
  }

  private Figure density(CurvatureMatrix matrix) {
    List<At> ends = Snapshots.thinned(course(all.get(0).run(), matrix), 2);
    double least =
        ends.stream().mapToDouble(at -> at.factor() * at.density().smallest()).min().orElseThrow();
    double most =
        ends.stream().mapToDouble(at -> at.factor() * at.density().largest()).max().orElseThrow();
    double width = SPREAD * Math.max(most - least, Double.MIN_NORMAL);
    double from = least - 4 * width;
    double step = (most + 4 * width - from) / (PLACES - 1);
    double[] places = new double[PLACES];
    Arrays.setAll(places, i -> from + i * step);
    List<Series> lines = new ArrayList<>();
    for (At at : ends) {
      double[] heights =
          DoubleStream.of(places)
              .map(x -> at.density().at(x / at.factor(), width / at.factor()) / at.factor())
              .toArray();
      double floor = FAINT * DoubleStream.of(heights).max().orElseThrow();
      Arrays.setAll(heights, i -> Math.max(floor, heights[i]));
      lines.add(new Series("step " + at.step(), places, heights, Series.Style.OUTLINE));
    }
    return new Figure(
        "density-" + name(matrix),
        "Density of the eigenvalues of the %s, before and after training.".formatted(name(matrix)),
        new Chart(Axis.linear("eigenvalue"), Axis.log("density"), lines, Chart.Aspect.FREE).svg());
  }
}
