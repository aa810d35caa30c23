package dev.eigenspark.analysis;

import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import dev.eigenspark.similarity.Lasso;
import dev.eigenspark.similarity.Matching;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Table, scalars and figure of {@link ConvergentLearning}. */
final class ConvergentLearningResult {
  private static final List<Header> HEADERS =
      List.of(
          new Header("run_x", Type.STRING, "run of the unit"),
          new Header("run_y", Type.STRING, "run in which it is looked for"),
          new Header("unit", Type.LONG, "the unit of X, from 0"),
          new Header("best", Type.LONG, "the unit of Y that correlates most with it"),
          new Header("best_correlation", Type.DOUBLE, "absolute value of that correlation"),
          new Header("greedy", Type.LONG, "its partner when pairs are taken strongest first; -1"),
          new Header("greedy_correlation", Type.DOUBLE, "absolute; 0 without a partner"),
          new Header("matched", Type.LONG, "its partner in the pairs of the largest sum; -1"),
          new Header("matched_correlation", Type.DOUBLE, "absolute; 0 without a partner"),
          new Header("sparse_units", Type.LONG, "units of Y that predict it under the penalty"),
          new Header("sparse_loss", Type.DOUBLE, "half of the mean square error, at most 0.5"),
          new Header("group", Type.LONG, "its group among the units of both"),
          new Header("group_of_y", Type.LONG, "units of Y in that group"));

  private ConvergentLearningResult() {}

  static AnalysisResult of(List<UnitMatches> pairs) {
    Table table = new Table(HEADERS);
    for (UnitMatches pair : pairs) {
      for (int unit = 0; unit < pair.strengths().rows(); unit++) {
        add(table, pair, unit);
      }
    }
    UnitMatches first = pairs.get(0);
    return new AnalysisResult(table, scalars(first), List.of(figure(first)));
  }

  private static void add(Table table, UnitMatches pair, int unit) {
    table.add(
        pair.x(),
        pair.y(),
        unit,
        pair.semi().partners()[unit],
        pair.strength(pair.semi(), unit),
        pair.greedy().partners()[unit],
        pair.strength(pair.greedy(), unit),
        pair.optimal().partners()[unit],
        pair.strength(pair.optimal(), unit),
        pair.sparse()[unit].active(),
        pair.sparse()[unit].loss(),
        pair.groups()[unit],
        pair.companions(unit));
  }

  private static Map<String, Double> scalars(UnitMatches pair) {
    double units = pair.strengths().rows();
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put("best_correlation", pair.semi().weight() / units);
    scalars.put("greedy_correlation", pair.greedy().weight() / units);
    scalars.put("matched_correlation", pair.optimal().weight() / units);
    scalars.put(
        "sparse_loss", Arrays.stream(pair.sparse()).mapToDouble(Lasso::loss).average().orElse(0));
    return scalars;
  }

  private static Figure figure(UnitMatches pair) {
    Chart chart =
        new Chart(
            Axis.linear("units, by correlation"),
            Axis.linear("absolute correlation"),
            List.of(
                sorted("best", pair, pair.semi()),
                sorted("greedy pairs", pair, pair.greedy()),
                sorted("best pairs", pair, pair.optimal())),
            Chart.Aspect.FREE);
    return new Figure(
        "correlations",
        "Correlations of units of %s with their partners in %s.".formatted(pair.x(), pair.y()),
        chart.svg());
  }

  private static Series sorted(String name, UnitMatches pair, Matching matching) {
    int units = pair.strengths().rows();
    double[] rising =
        IntStream.range(0, units)
            .mapToDouble(unit -> pair.strength(matching, unit))
            .sorted()
            .toArray();
    double[] x = IntStream.range(0, units).asDoubleStream().toArray();
    double[] falling = new double[units];
    Arrays.setAll(falling, i -> rising[units - 1 - i]);
    return Series.line(name, x, falling);
  }
}
