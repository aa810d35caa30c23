package dev.eigenspark.analysis;

import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.analysis.FeatureComparison.Pair;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.HeatMap;
import dev.eigenspark.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** The figures of {@link Cka}. */
final class CkaFigures {
  /** Beyond, the rows of a map could not be read. */
  private static final int MOST_ROWS = 60;

  /** Beyond, lines could not be told apart. */
  private static final int MOST_LINES = 7;

  /** A measure of two features. */
  private interface Measure {
    double of(int x, int y);
  }

  private CkaFigures() {}

  /** All features with each other, the first ones if they are too many. */
  static List<Figure> maps(List<String> names, FeatureComparison comparison) {
    return List.of(
        map("map", "CKA", "Linear CKA", names, comparison::cka),
        map(
            "map-debiased",
            "debiased CKA",
            "Linear CKA from unbiased HSIC, white where it is not defined",
            names,
            comparison::debiasedCka));
  }

  private static Figure map(
      String name, String title, String caption, List<String> names, Measure measure) {
    int shown = Math.min(MOST_ROWS, names.size());
    double[][] values = new double[shown][shown];
    for (int x = 0; x < shown; x++) {
      for (int y = 0; y < shown; y++) {
        values[x][y] = measure.of(x, y);
      }
    }
    String which =
        shown == names.size() ? "" : ", the first %d of %d".formatted(shown, names.size());
    return new Figure(
        name,
        caption + " between layers" + which + ".",
        new HeatMap(title, names.subList(0, shown), values).svg());
  }

  /** CKA with the end of the run over training: the layers of the first run. */
  static List<Figure> courses(List<Pair> pairs) {
    String run = pairs.get(0).xAt().run();
    List<Pair> ofRun = pairs.stream().filter(pair -> pair.xAt().run().equals(run)).toList();
    List<Series> series = new ArrayList<>();
    for (String feature : ofRun.stream().map(pair -> pair.x().label()).distinct().toList()) {
      List<Pair> course = ofRun.stream().filter(pair -> pair.x().label().equals(feature)).toList();
      if (series.size() < MOST_LINES) {
        series.add(
            Series.line(
                feature,
                values(course.size(), i -> course.get(i).xAt().step()),
                values(course.size(), i -> course.get(i).similarity().cka())));
      }
    }
    Chart chart =
        new Chart(Axis.linear("step"), Axis.linear("CKA with the end"), series, Chart.Aspect.FREE);
    return List.of(
        new Figure(
            "to-last",
            "Linear CKA of layers of %s with themselves at its end, over training.".formatted(run),
            chart.svg()));
  }

  private static double[] values(int count, IntToDoubleFunction value) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = value.applyAsDouble(i);
    }
    return values;
  }
}
