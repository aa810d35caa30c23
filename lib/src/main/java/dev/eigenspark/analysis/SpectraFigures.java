package dev.eigenspark.analysis;

import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The figures of {@link Spectra}: three for every recurrent matrix of the first run. */
final class SpectraFigures {
  private SpectraFigures() {}

  static List<Figure> of(List<SpectrumAt> all) {
    String run = all.get(0).run();
    List<SpectrumAt> shown = all.stream().filter(at -> at.run().equals(run)).toList();
    List<String> matrices = shown.stream().map(SpectrumAt::matrix).distinct().toList();
    List<Figure> out = new ArrayList<>();
    for (String matrix : matrices) {
      List<SpectrumAt> course = shown.stream().filter(at -> at.matrix().equals(matrix)).toList();
      String suffix = matrices.size() == 1 ? "" : "-" + matrix;
      out.add(eigenvalues(course, suffix));
      out.add(singularValues(course, suffix));
      out.add(trajectory(course, suffix));
    }
    return out;
  }

  private static Figure eigenvalues(List<SpectrumAt> course, String suffix) {
    List<Series> series = new ArrayList<>(List.of(Series.unitCircle()));
    for (SpectrumAt at : ends(course)) {
      series.add(Series.points(step(at), at.spectrum().eigen().re(), at.spectrum().eigen().im()));
    }
    Chart chart = new Chart(Axis.linear("Re λ"), Axis.linear("Im λ"), series, Chart.Aspect.EQUAL);
    return new Figure(
        "eigenvalues" + suffix,
        caption(course, "Eigenvalues of the recurrent matrix %s in the complex plane"),
        chart.svg());
  }

  private static Figure singularValues(List<SpectrumAt> course, String suffix) {
    List<Series> series = new ArrayList<>();
    for (SpectrumAt at : ends(course)) {
      double[] sigma = at.spectrum().singular();
      double[] rank = IntStream.rangeClosed(1, sigma.length).asDoubleStream().toArray();
      series.add(Series.line(step(at), rank, sigma));
    }
    Chart chart =
        new Chart(Axis.linear("rank"), Axis.linear("singular value"), series, Chart.Aspect.FREE);
    return new Figure(
        "singular-values" + suffix,
        caption(course, "Singular values of the recurrent matrix %s from large to small"),
        chart.svg());
  }

  private static Figure trajectory(List<SpectrumAt> course, String suffix) {
    List<Series> series =
        List.of(
            over(course, "spectral radius", s -> s.eigen().spectralRadius()),
            over(course, "largest singular value", Spectrum::sigmaMax),
            over(course, "departure from normality", s -> s.nonNormality().henrici()));
    Chart chart = new Chart(Axis.linear("step"), Axis.linear("value"), series, Chart.Aspect.FREE);
    return new Figure(
        "trajectory" + suffix,
        ("Spectral radius, largest singular value and Henrici's departure from normality of the"
                + " recurrent matrix %s over training.")
            .formatted(course.get(0).matrix()),
        chart.svg());
  }

  private static Series over(
      List<SpectrumAt> course, String name, ToDoubleFunction<Spectrum> value) {
    return Series.line(
        name,
        course.stream().mapToDouble(SpectrumAt::step).toArray(),
        course.stream().map(SpectrumAt::spectrum).mapToDouble(value).toArray());
  }

  /** Before and after training; one of them when there is only one checkpoint. */
  private static List<SpectrumAt> ends(List<SpectrumAt> course) {
    return Spectra.thinned(course, 2);
  }

  private static String step(SpectrumAt at) {
    return "step " + at.step();
  }

  private static String caption(List<SpectrumAt> course, String sentence) {
    List<String> steps = ends(course).stream().map(SpectraFigures::step).toList();
    String when = steps.size() == 1 ? ", " : ", before and after training: ";
    return sentence.formatted(course.get(0).matrix()) + when + String.join(" and ", steps) + ".";
  }
}
