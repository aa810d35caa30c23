package dev.eigenspark.analysis;

import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import dev.eigenspark.similarity.SubsetTranslation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The table, scalars and figures of {@link CkaReliability}; figures show the mean over the repeats.
 *
 * @param cubes the cubes
 * @param rows every value
 */
record ReliabilityResult(TwoCubes cubes, List<ReliabilityRow> rows) {
  private static final List<Header> HEADERS =
      List.of(
          new Header("change", Type.STRING, "translation, outlier, gaussian or whitening"),
          new Header("kernel", Type.STRING, "linear, or rbf with its width in median distances"),
          new Header("repeat", Type.LONG, "number of the draw"),
          new Header("distance", Type.DOUBLE, "how far a cube or a point moved"),
          new Header("mean", Type.DOUBLE, "mean of the elements of a map"),
          new Header("deviation", Type.DOUBLE, "standard deviation of the elements of a map"),
          new Header("cka", Type.DOUBLE, "CKA before and after the change, biased"),
          new Header("population", Type.DOUBLE, "the same in theory, of infinitely many points"),
          new Header("limit", Type.DOUBLE, "theorem 1: CKA of these points moved to infinity"));

  AnalysisResult result() {
    Table table = new Table(HEADERS);
    for (ReliabilityRow row : rows) {
      table.add(
          row.change(),
          row.kernel(),
          row.repeat(),
          row.distance(),
          row.mean(),
          row.deviation(),
          row.cka(),
          row.population(),
          row.limit());
    }
    return new AnalysisResult(table, scalars(), List.of(translation()));
  }

  private Map<String, Double> scalars() {
    List<ReliabilityRow> moved = of("translation", ReliabilityRow.LINEAR);
    double farthest = moved.stream().mapToDouble(ReliabilityRow::distance).max().orElseThrow();
    List<ReliabilityRow> far = moved.stream().filter(r -> r.distance() == farthest).toList();
    Map<String, Double> out = new LinkedHashMap<>();
    out.put("distance_last", farthest);
    out.put("cka_last", mean(far, ReliabilityRow::cka));
    out.put("population_last", mean(far, ReliabilityRow::population));
    out.put("limit", mean(far, ReliabilityRow::limit));
    out.put("limit_population", population().limit());
    out.put("participation_ratio_population", population().participationRatio());
    out.put("outlier_limit", mean(of("outlier", ReliabilityRow.LINEAR), ReliabilityRow::limit));
    out.put("whitening", mean(of("whitening", ReliabilityRow.LINEAR), ReliabilityRow::cka));
    return out;
  }

  private Figure translation() {
    List<Series> lines = new ArrayList<>();
    List<ReliabilityRow> linear = of("translation", ReliabilityRow.LINEAR);
    double least = linear.stream().mapToDouble(ReliabilityRow::distance).min().orElseThrow();
    double most = linear.stream().mapToDouble(ReliabilityRow::distance).max().orElseThrow();
    lines.add(Series.level("limit in theory", population().limit(), least, most));
    for (String kernel :
        rows.stream()
            .filter(row -> row.change().equals("translation"))
            .map(ReliabilityRow::kernel)
            .distinct()
            .toList()) {
      lines.add(line(kernel, of("translation", kernel)));
    }
    lines.add(line("one point, linear", of("outlier", ReliabilityRow.LINEAR)));
    return new Figure(
        "translation",
        ("CKA between points in two cubes of %d dimensions and the same after one cube, or one"
                + " point, moved along the plane between them; no linear classifier notices.")
            .formatted(cubes.dimension()),
        new Chart(Axis.linear("distance"), Axis.linear("CKA"), lines, Chart.Aspect.FREE).svg());
  }

  private static Series line(String name, List<ReliabilityRow> rows) {
    double[] x = rows.stream().mapToDouble(ReliabilityRow::distance).distinct().sorted().toArray();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double at = x[i];
      y[i] = mean(rows.stream().filter(r -> r.distance() == at).toList(), ReliabilityRow::cka);
    }
    return Series.line(name, x, y);
  }

  private List<ReliabilityRow> of(String change, String kernel) {
    return rows.stream()
        .filter(row -> row.change().equals(change) && row.kernel().equals(kernel))
        .toList();
  }

  private SubsetTranslation population() {
    return SubsetTranslation.of(cubes.covariance(), cubes.mean(), 0.5, cubes.direction(0));
  }

  private static double mean(List<ReliabilityRow> rows, ToDoubleFunction<ReliabilityRow> number) {
    return rows.stream().mapToDouble(number).average().orElse(Double.NaN);
  }
}
