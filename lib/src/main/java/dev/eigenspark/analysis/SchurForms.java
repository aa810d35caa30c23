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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The learned connectivity in Schur coordinates, {@code V = P (Lambda + T) P^T}, of every recurrent
 * matrix at every checkpoint: angles and moduli of Lambda, how T's elements lie around the diagonal
 * (a delay line would be a strong first off-diagonal), and |T|_F, the departure from normality
 * (Kerg et al. 2019, appendix D and figure 5). Rows act from the left, so T is above the diagonal;
 * the paper's is its transpose.
 *
 * <p>An nnRNN is read from its own theta, gamma and T. For all other models the form comes from
 * LAPACK: its order of the eigenvalues, on which T depends, is arbitrary, and for a strongly
 * non-normal matrix (such as Grcar's) the form itself is unreliable, the paper's reason for
 * training it directly. |T|_F is the same in every order.
 */
public final class SchurForms implements Analysis<SchurForms.Options> {
  /** Bins of [0, pi] in the figure of the angles. */
  private static final int BINS = 8;

  private static final List<Header> HEADERS =
      List.of(
          new Header("run", Type.STRING, "name of the run"),
          new Header("step", Type.LONG, "updates of each worker so far"),
          new Header("matrix", Type.STRING, "name of the recurrent matrix in the model"),
          new Header("index", Type.LONG, "place on the diagonal from 0; distance of distance_mean"),
          new Header("modulus", Type.DOUBLE, "modulus of the eigenvalue at this place"),
          new Header("angle", Type.DOUBLE, "its angle folded to [0, pi], radians"),
          new Header(
              "distance_mean", Type.DOUBLE, "mean |T_ij| over j - i = index, blocks left out"),
          new Header("triangle", Type.DOUBLE, "Frobenius norm of T"),
          new Header(
              "triangle_relative", Type.DOUBLE, "that norm / norm of the matrix, in [0, 1]"));

  /**
   * Settings.
   *
   * @param maxCheckpoints checkpoints of each run that are measured
   */
  public record Options(
      @Setting(
              doc = "checkpoints measured in each run, evenly thinned; first and last are kept",
              or = "50")
          int maxCheckpoints) {
    /** Validates the count. */
    public Options {
      Snapshots.requireEnds(maxCheckpoints);
    }
  }

  @Override
  public String name() {
    return "schur";
  }

  @Override
  public String summary() {
    return "Angles, moduli and triangle of the recurrent matrices in Schur form over training.";
  }

  @Override
  public String paper() {
    return "Kerg et al., Non-normal recurrent neural network (nnRNN), NeurIPS 2019, appendix D";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    Snapshots snapshots = new Snapshots(name(), options.maxCheckpoints(), SchurForm::cut);
    return result(snapshots.measure(input, SchurForm.MEASURE));
  }

  static AnalysisResult result(List<Measured<SchurForm>> all) {
    Table table = new Table(HEADERS);
    for (Measured<SchurForm> at : all) {
      SchurForm form = at.value();
      for (int i = 0; i < form.modulus().length; i++) {
        table.add(
            at.run(),
            at.step(),
            at.matrix(),
            i,
            form.modulus()[i],
            form.angle()[i],
            form.distance()[i],
            form.triangle(),
            form.relativeTriangle());
      }
    }
    List<Figure> figures = new ArrayList<>();
    for (Course<SchurForm> course : Course.listOf(all)) {
      figures.add(angles(course));
      if (course.last().distance().length > 1) {
        figures.add(distances(course));
      }
      figures.add(course(course));
    }
    return new AnalysisResult(table, scalars(Course.listOf(all).get(0)), figures);
  }

  /** Last step of the first matrix of the first run. */
  private static Map<String, Double> scalars(Course<SchurForm> course) {
    SchurForm last = course.last();
    double[] distances = Arrays.stream(last.distance()).skip(1).filter(d -> d > 0).toArray();
    Map<String, Double> out = new LinkedHashMap<>();
    out.put("modulus_min_last", last.modulusMin());
    out.put("modulus_max_last", last.modulusMax());
    out.put("triangle_first", course.first().triangle());
    out.put("triangle_last", last.triangle());
    out.put("triangle_relative_last", last.relativeTriangle());
    out.put("distance_mean_min_last", Arrays.stream(distances).min().orElse(0));
    out.put("distance_mean_max_last", Arrays.stream(distances).max().orElse(0));
    return out;
  }

  private static Figure angles(Course<SchurForm> course) {
    double[] edges = IntStream.rangeClosed(0, BINS).mapToDouble(i -> (double) i / BINS).toArray();
    List<Series> series = new ArrayList<>();
    for (Measured<SchurForm> at : course.ends()) {
      series.add(Series.histogram(Course.step(at), edges, histogram(at.value().angle())));
    }
    Chart chart =
        new Chart(Axis.linear("angle / π"), Axis.linear("eigenvalues"), series, Chart.Aspect.FREE);
    return new Figure(
        "angles" + course.suffix(),
        course.caption("Angles of the eigenvalues of the recurrent matrix %s, folded to [0, π]"),
        chart.svg());
  }

  /** Counts of the angles in equal bins of [0, pi]. */
  static double[] histogram(double[] angles) {
    double[] counts = new double[BINS];
    for (double angle : angles) {
      counts[Math.min(BINS - 1, (int) (angle / Math.PI * BINS))]++;
    }
    return counts;
  }

  private static Figure distances(Course<SchurForm> course) {
    List<Series> series = new ArrayList<>();
    for (Measured<SchurForm> at : course.ends()) {
      double[] mean = at.value().distance();
      double[] distance = IntStream.range(1, mean.length).asDoubleStream().toArray();
      series.add(Series.line(Course.step(at), distance, Arrays.copyOfRange(mean, 1, mean.length)));
    }
    Chart chart =
        new Chart(
            Axis.linear("distance from the diagonal"),
            Axis.linear("mean |T|"),
            series,
            Chart.Aspect.FREE);
    return new Figure(
        "distances" + course.suffix(),
        course.caption("Mean of |T| on each off-diagonal of the recurrent matrix %s"),
        chart.svg());
  }

  private static Figure course(Course<SchurForm> course) {
    List<Series> series =
        List.of(
            course.over("|T|", SchurForm::triangle),
            course.over("largest modulus", SchurForm::modulusMax),
            course.over("smallest modulus", SchurForm::modulusMin));
    Chart chart = new Chart(Axis.linear("step"), Axis.linear("value"), series, Chart.Aspect.FREE);
    return new Figure(
        "course" + course.suffix(),
        "Frobenius norm of T, and moduli of the eigenvalues, of the recurrent matrix %s."
            .formatted(course.matrix()),
        chart.svg());
  }
}
