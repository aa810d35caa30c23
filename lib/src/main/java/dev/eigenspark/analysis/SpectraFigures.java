package dev.eigenspark.analysis;

import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The figures of {@link Spectra}, for every recurrent matrix of the first run. */
final class SpectraFigures {
  /** Checkpoints in the figure of the eigenvalues' course, which has a legend entry for each. */
  private static final int STAGES = 6;

  private SpectraFigures() {}

  static List<Figure> of(List<Measured<Spectrum>> all) {
    List<Figure> out = new ArrayList<>();
    for (Course<Spectrum> course : Course.listOf(all)) {
      out.add(eigenvalues(course));
      if (course.points().size() > 2) {
        out.add(eigenvalueCourse(course));
      }
      out.add(singularValues(course));
      out.add(trajectory(course));
    }
    return out;
  }

  private static Figure eigenvalues(Course<Spectrum> course) {
    List<Series> series = new ArrayList<>(List.of(Series.unitCircle()));
    for (Measured<Spectrum> at : course.ends()) {
      series.add(Series.points(Course.step(at), at.value().eigen().re(), at.value().eigen().im()));
    }
    return new Figure(
        "eigenvalues" + course.suffix(),
        course.caption("Eigenvalues of the recurrent matrix %s in the complex plane"),
        plane(series));
  }

  private static Figure eigenvalueCourse(Course<Spectrum> course) {
    List<Series> series = new ArrayList<>(List.of(Series.unitCircle()));
    for (Measured<Spectrum> at : Snapshots.thinned(course.points(), STAGES)) {
      series.add(Series.stage(Course.step(at), at.value().eigen().re(), at.value().eigen().im()));
    }
    return new Figure(
        "eigenvalue-course" + course.suffix(),
        "Eigenvalues of the recurrent matrix %s over training, from light to dark."
            .formatted(course.matrix()),
        plane(series));
  }

  private static String plane(List<Series> series) {
    return new Chart(Axis.linear("Re λ"), Axis.linear("Im λ"), series, Chart.Aspect.EQUAL).svg();
  }

  private static Figure singularValues(Course<Spectrum> course) {
    List<Series> series = new ArrayList<>();
    for (Measured<Spectrum> at : course.ends()) {
      double[] sigma = at.value().singular();
      double[] rank = IntStream.rangeClosed(1, sigma.length).asDoubleStream().toArray();
      series.add(Series.line(Course.step(at), rank, sigma));
    }
    Chart chart =
        new Chart(Axis.linear("rank"), Axis.linear("singular value"), series, Chart.Aspect.FREE);
    return new Figure(
        "singular-values" + course.suffix(),
        course.caption("Singular values of the recurrent matrix %s from large to small"),
        chart.svg());
  }

  private static Figure trajectory(Course<Spectrum> course) {
    List<Series> series =
        List.of(
            course.over("spectral radius", s -> s.eigen().spectralRadius()),
            course.over("largest singular value", Spectrum::sigmaMax),
            course.over("departure from normality", s -> s.nonNormality().henrici()));
    Chart chart = new Chart(Axis.linear("step"), Axis.linear("value"), series, Chart.Aspect.FREE);
    return new Figure(
        "trajectory" + course.suffix(),
        ("Spectral radius, largest singular value and Henrici's departure from normality of the"
                + " recurrent matrix %s over training.")
            .formatted(course.matrix()),
        chart.svg());
  }
}
