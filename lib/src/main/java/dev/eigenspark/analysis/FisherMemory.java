package dev.eigenspark.analysis;

import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import dev.eigenspark.config.Setting;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The Fisher memory curve of every recurrent matrix at every checkpoint: how much the state of the
 * linearised network, under noise, still knows of an input k steps ago, {@code J(k) = u^T
 * (Theta^k)^T C^-1 Theta^k u}, {@code C = sum_k Theta^k (Theta^k)^T} (Kerg et al. 2019, appendix B;
 * Ganguli et al. 2008). Its sum J_tot is 1 for every direction u of a normal matrix, and at most
 * the number of units for any: only a non-normal one remembers more than it hears.
 *
 * <p>The sums go over a finite horizon of K steps from rest, because trained matrices have
 * eigenvalues beyond 1 and the infinite sum of C diverges for them. Both statements on J_tot hold
 * for any K, and for a stable matrix with a long memory of its own the curve tends to the paper's
 * as K grows. Computed through orthonormal factors: {@link LinearMemory}.
 */
public final class FisherMemory implements Analysis<FisherMemory.Options> {
  /** What lies below is not drawn. */
  private static final double FLOOR = 1e-6;

  private static final List<Header> HEADERS =
      List.of(
          new Header("run", Type.STRING, "name of the run"),
          new Header("step", Type.LONG, "updates of each worker so far"),
          new Header("matrix", Type.STRING, "name of the recurrent matrix in the model"),
          new Header("lag", Type.LONG, "steps since the input, from 0 to the horizon"),
          new Header("best", Type.DOUBLE, "J(lag) of the direction of the largest J_tot"),
          new Header("mean", Type.DOUBLE, "J(lag) in the mean over all directions"),
          new Header("best_total", Type.DOUBLE, "J_tot of that direction; 1 when normal"),
          new Header("horizon", Type.LONG, "steps that both sums go over"));

  /**
   * Settings.
   *
   * @param horizon steps that noise gathers and inputs are followed, a power of two
   * @param maxCheckpoints checkpoints of each run that are measured
   */
  public record Options(
      @Setting(
              doc = "steps from rest that noise gathers and inputs are followed, a power of two",
              or = "256")
          int horizon,
      @Setting(
              doc = "checkpoints measured in each run, evenly thinned; first and last are kept",
              or = "50")
          int maxCheckpoints) {
    /** Validates the ranges. */
    public Options {
      if (horizon < 2 || Integer.bitCount(horizon) != 1) {
        throw new IllegalArgumentException(
            "horizon = " + horizon + " must be a power of two, such as 128 or 256");
      }
      Snapshots.requireEnds(maxCheckpoints);
    }
  }

  @Override
  public String name() {
    return "fisher-memory";
  }

  @Override
  public String summary() {
    return "Fisher memory curves of the recurrent matrices: what a noisy state knows of past inputs.";
  }

  @Override
  public String paper() {
    return "Kerg et al., Non-normal recurrent neural network (nnRNN), NeurIPS 2019, appendix B;"
        + " Ganguli, Huh, Sompolinsky, PNAS 2008";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    Snapshots snapshots = new Snapshots(name(), options.maxCheckpoints(), RecurrentSnapshot::cut);
    return result(snapshots.measure(input, MemoryCurves.measure(options.horizon())));
  }

  static AnalysisResult result(List<Measured<MemoryCurves>> all) {
    Table table = new Table(HEADERS);
    for (Measured<MemoryCurves> at : all) {
      MemoryCurves curves = at.value();
      double total = curves.bestTotal();
      int horizon = curves.best().length;
      for (int k = 0; k < horizon; k++) {
        table.add(
            at.run(),
            at.step(),
            at.matrix(),
            k,
            curves.best()[k],
            curves.mean()[k],
            total,
            horizon);
      }
    }
    List<Figure> figures = new ArrayList<>();
    for (Course<MemoryCurves> course : Course.listOf(all)) {
      figures.add(curves(course));
      figures.add(totals(course));
    }
    return new AnalysisResult(table, scalars(Course.listOf(all).get(0)), figures);
  }

  /** First and last step of the first matrix of the first run. */
  private static Map<String, Double> scalars(Course<MemoryCurves> course) {
    Map<String, Double> out = new LinkedHashMap<>();
    out.put("best_total_first", course.first().bestTotal());
    out.put("best_total_last", course.last().bestTotal());
    out.put("best_age_last", MemoryCurves.age(course.last().best()));
    out.put("mean_age_first", MemoryCurves.age(course.first().mean()));
    out.put("mean_age_last", MemoryCurves.age(course.last().mean()));
    out.put("horizon_last", (double) course.last().best().length);
    return out;
  }

  private static Figure curves(Course<MemoryCurves> course) {
    List<Series> series = new ArrayList<>();
    for (Measured<MemoryCurves> at : course.ends()) {
      series.add(curve("best direction, " + Course.step(at), at.value().best()));
      series.add(curve("mean, " + Course.step(at), at.value().mean()));
    }
    Chart chart =
        new Chart(Axis.linear("lag k (steps)"), Axis.log("J(k)"), series, Chart.Aspect.FREE);
    return new Figure(
        "curves" + course.suffix(),
        course.caption("Fisher memory curves of the recurrent matrix %s where above 1e-6"),
        chart.svg());
  }

  private static Series curve(String name, double[] values) {
    int[] drawn = IntStream.range(0, values.length).filter(k -> values[k] >= FLOOR).toArray();
    return Series.line(
        name,
        IntStream.of(drawn).asDoubleStream().toArray(),
        IntStream.of(drawn).mapToDouble(k -> values[k]).toArray());
  }

  private static Figure totals(Course<MemoryCurves> course) {
    List<Measured<MemoryCurves>> points = course.points();
    double last = points.get(points.size() - 1).step();
    List<Series> series =
        List.of(
            Series.level("normal matrix", 1, points.get(0).step(), last),
            course.over("best direction", MemoryCurves::bestTotal));
    Chart chart = new Chart(Axis.linear("step"), Axis.linear("J_tot"), series, Chart.Aspect.FREE);
    return new Figure(
        "total" + course.suffix(),
        "Total Fisher memory of the recurrent matrix %s over training, in its best direction."
            .formatted(course.matrix()),
        chart.svg());
  }
}
