package dev.eigenspark.analysis;

import dev.eigenspark.SampleMean;
import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The figures of {@link Lyapunov}. Exponents of minus infinity are left out. */
final class LyapunovFigures {
  /** Exponents whose course is drawn. */
  private static final int SHOWN = 4;

  private LyapunovFigures() {}

  /**
   * The course of the first run's exponents, its spectrum before and after training, and where
   * there are several runs the largest exponent of each.
   *
   * @param perStep the unit
   */
  static List<Figure> of(List<LyapunovAt> all, String perStep) {
    List<String> runs = all.stream().map(LyapunovAt::run).distinct().toList();
    List<LyapunovAt> first = course(all, runs.get(0));
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "course",
            "The largest Lyapunov exponents over training; above 0 small deviations grow.",
            overSteps(first, exponents(first), perStep)));
    figures.add(
        new Figure(
            "spectrum",
            "Lyapunov exponents from large to small, before and after training.",
            spectrum(first, perStep)));
    if (runs.size() > 1) {
      List<Series> lines = new ArrayList<>();
      for (String run : runs) {
        addLine(lines, run, course(all, run), LyapunovAt::largest);
      }
      figures.add(
          new Figure(
              "largest",
              "The largest Lyapunov exponent of each run over training.",
              overSteps(all, lines, perStep)));
    }
    return figures;
  }

  private static List<LyapunovAt> course(List<LyapunovAt> all, String run) {
    return all.stream().filter(at -> at.run().equals(run)).toList();
  }

  private static List<Series> exponents(List<LyapunovAt> course) {
    List<Series> lines = new ArrayList<>();
    for (int j = 0; j < Math.min(SHOWN, course.get(0).exponents().size()); j++) {
      int index = j;
      addLine(lines, "λ" + (j + 1), course, at -> at.exponents().get(index).mean());
    }
    return lines;
  }

  private static String overSteps(List<LyapunovAt> shown, List<Series> lines, String perStep) {
    long from = shown.stream().mapToLong(LyapunovAt::step).min().orElseThrow();
    long to = shown.stream().mapToLong(LyapunovAt::step).max().orElseThrow();
    return chart("step", Series.level("λ = 0", 0, from, to), lines, perStep);
  }

  private static String spectrum(List<LyapunovAt> course, String perStep) {
    List<Series> lines = new ArrayList<>();
    for (LyapunovAt at : Snapshots.thinned(course, 2)) {
      double[] ranks = IntStream.rangeClosed(1, at.exponents().size()).asDoubleStream().toArray();
      double[] values = at.exponents().stream().mapToDouble(SampleMean::mean).toArray();
      addFinite(lines, "step " + at.step(), ranks, values);
    }
    int ranks = course.get(0).exponents().size();
    return chart("rank", Series.level("λ = 0", 0, 1, ranks), lines, perStep);
  }

  private static String chart(String x, Series zero, List<Series> lines, String perStep) {
    List<Series> series = new ArrayList<>(List.of(zero));
    series.addAll(lines);
    Axis y = Axis.linear("Lyapunov exponent (" + perStep + ")");
    return new Chart(Axis.linear(x), y, series, Chart.Aspect.FREE).svg();
  }

  private static void addLine(
      List<Series> lines,
      String name,
      List<LyapunovAt> course,
      ToDoubleFunction<LyapunovAt> number) {
    addFinite(
        lines,
        name,
        course.stream().mapToDouble(LyapunovAt::step).toArray(),
        course.stream().mapToDouble(number).toArray());
  }

  private static void addFinite(List<Series> lines, String name, double[] x, double[] y) {
    int[] finite = IntStream.range(0, y.length).filter(i -> Double.isFinite(y[i])).toArray();
    if (finite.length > 0) {
      double[] keptX = Arrays.stream(finite).mapToDouble(i -> x[i]).toArray();
      double[] keptY = Arrays.stream(finite).mapToDouble(i -> y[i]).toArray();
      lines.add(Series.line(name, keptX, keptY));
    }
  }
}
