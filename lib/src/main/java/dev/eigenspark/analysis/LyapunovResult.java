package dev.eigenspark.analysis;

import dev.eigenspark.SampleMean;
import dev.eigenspark.analysis.Lyapunov.Unit;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Table and scalars of {@link Lyapunov}: one row for each exponent; what belongs to all of them is
 * repeated in their rows.
 */
final class LyapunovResult {
  private LyapunovResult() {}

  /**
   * The result of checkpoints that are in order within each run.
   *
   * @param inNats exponents in nats per step
   */
  static AnalysisResult of(List<LyapunovAt> inNats, Unit unit) {
    List<LyapunovAt> all = inNats.stream().map(at -> at.times(unit.perNat())).toList();
    String perStep = unit.name().toLowerCase(Locale.ROOT) + " per step";
    Table table =
        new Table(
            List.of(
                new Header("run", Type.STRING, "name of the run"),
                new Header("step", Type.LONG, "updates of each worker so far"),
                new Header("index", Type.LONG, "rank of the exponent, the largest is 0"),
                new Header("exponent", Type.DOUBLE, "mean over the trajectories, in " + perStep),
                new Header(
                    "error",
                    Type.DOUBLE,
                    "its standard error; NaN of one trajectory, or of an infinite exponent"),
                new Header("largest", Type.DOUBLE, "the largest exponent"),
                new Header(
                    "dimension",
                    Type.DOUBLE,
                    "Kaplan and Yorke's, at least; the number of exponents if they sum to 0 or"
                        + " more")));
    for (LyapunovAt at : all) {
      for (int index = 0; index < at.exponents().size(); index++) {
        SampleMean exponent = at.exponents().get(index);
        table.add(
            at.run(),
            at.step(),
            index,
            exponent.mean(),
            exponent.standardError(),
            at.largest(),
            at.dimension());
      }
    }
    return new AnalysisResult(table, scalars(all), LyapunovFigures.of(all, perStep));
  }

  /** First and last checkpoint of the first run. */
  private static Map<String, Double> scalars(List<LyapunovAt> all) {
    List<LyapunovAt> course = all.stream().filter(at -> at.run().equals(all.get(0).run())).toList();
    LyapunovAt first = course.get(0);
    LyapunovAt last = course.get(course.size() - 1);
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put("largest_first", first.largest());
    scalars.put("largest_last", last.largest());
    scalars.put("dimension_first", first.dimension());
    scalars.put("dimension_last", last.dimension());
    return scalars;
  }
}
