package dev.eigenspark.analysis;

import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.analysis.Population.Row;
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
import java.util.function.ToDoubleFunction;

/** Table, scalars and figures of {@link Population}. */
final class PopulationResult {
  private static final double LOW = 0.1;
  private static final double MEDIAN = 0.5;
  private static final double HIGH = 0.9;

  private static final List<Header> HEADERS =
      List.of(
          new Header("run", Type.STRING, "name of the run"),
          new Header("step", Type.LONG, "updates of each worker so far"),
          new Header(
              "spectral_radius", Type.DOUBLE, "largest of the recurrent matrices; NaN if none"),
          new Header(
              "henrici_relative", Type.DOUBLE, "their largest departure from normality, in [0, 1]"),
          new Header(
              "trace", Type.DOUBLE, "of the Fisher information of the mean loss; NaN if none"),
          new Header("trace_error", Type.DOUBLE, "its standard error"),
          new Header("layer", Type.STRING, "the layer that is compared with itself at the end"),
          new Header("cka_to_last", Type.DOUBLE, "linear CKA with the end of the run"),
          new Header("cka_to_last_debiased", Type.DOUBLE, "from unbiased HSIC; may be negative"),
          new Header("procrustes_to_last", Type.DOUBLE, "normalised Procrustes distance"),
          new Header("participation_ratio", Type.DOUBLE, "dimensions of the layer's activations"));

  private PopulationResult() {}

  static AnalysisResult of(List<Row> rows) {
    Table table = new Table(HEADERS);
    for (Row row : rows) {
      table.add(
          row.run(),
          row.step(),
          row.radius(),
          row.henrici(),
          trace(row),
          row.trace().standardError(),
          row.toLast().x().label(),
          cka(row),
          row.toLast().similarity().debiasedCka(),
          row.toLast().similarity().procrustes(),
          row.toLast().similarity().participationX());
    }
    return new AnalysisResult(table, scalars(rows), figures(rows));
  }

  private static double trace(Row row) {
    return row.trace().count() == 0 ? Double.NaN : row.trace().mean();
  }

  private static double cka(Row row) {
    return row.toLast().similarity().cka();
  }

  private static Map<String, Double> scalars(List<Row> rows) {
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put("runs", (double) rows.stream().map(Row::run).distinct().count());
    scalars.put("checkpoints", (double) rows.size());
    return scalars;
  }

  private static List<Figure> figures(List<Row> rows) {
    List<Figure> figures = new ArrayList<>();
    add(figures, rows, "trace", "Tr F of the mean loss", PopulationResult::trace);
    add(figures, rows, "radius", "spectral radius", Row::radius);
    add(figures, rows, "henrici", "departure from normality / norm", Row::henrici);
    add(figures, rows, "cka", "CKA with the end", PopulationResult::cka);
    return figures;
  }

  /** Median and spread over the runs at every step that some run was measured at. */
  private static void add(
      List<Figure> figures,
      List<Row> all,
      String name,
      String title,
      ToDoubleFunction<Row> measure) {
    List<Row> rows =
        all.stream().filter(row -> Double.isFinite(measure.applyAsDouble(row))).toList();
    if (rows.isEmpty()) {
      return;
    }
    long[] steps = rows.stream().mapToLong(Row::step).distinct().sorted().toArray();
    double[] x = new double[steps.length];
    double[][] quantiles = new double[3][steps.length];
    for (int i = 0; i < steps.length; i++) {
      long step = steps[i];
      x[i] = step;
      double[] sorted =
          rows.stream().filter(row -> row.step() == step).mapToDouble(measure).sorted().toArray();
      quantiles[0][i] = quantile(sorted, LOW);
      quantiles[1][i] = quantile(sorted, MEDIAN);
      quantiles[2][i] = quantile(sorted, HIGH);
    }
    Chart chart =
        new Chart(
            Axis.linear("step"),
            Axis.linear(title),
            List.of(
                Series.band("spread", x, quantiles[0], quantiles[2]),
                Series.line("median", x, quantiles[1])),
            Chart.Aspect.FREE);
    long runs = rows.stream().map(Row::run).distinct().count();
    figures.add(
        new Figure(
            name,
            "%s over training: median of %d runs, and where eight of ten of them lie."
                .formatted(title, runs),
            chart.svg()));
  }

  /** Between the two nearest of sorted values. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int low = (int) at;
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }
}
