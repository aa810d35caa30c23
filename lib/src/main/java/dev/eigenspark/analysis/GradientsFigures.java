package dev.eigenspark.analysis;

import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.analysis.LstmPaths.Part;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The figures of {@link Gradients}. Norms have logarithmic axes; where a gradient is exactly zero
 * its line ends.
 */
final class GradientsFigures {
  private static final int ALL = LstmPaths.BLOCKS.size() - 1;

  private GradientsFigures() {}

  static List<Figure> of(List<GradientsAt> all) {
    List<Figure> figures = new ArrayList<>();
    add(
        figures,
        "hidden",
        "Norm of the gradient by the hidden state against the steps that it went back.",
        "steps back in time",
        hidden(all));
    List<GradientsAt> course =
        all.stream().filter(at -> at.run().equals(all.get(0).run())).toList();
    List<LstmPaths> last = course.get(course.size() - 1).paths();
    if (!last.isEmpty()) {
      add(
          figures,
          "state",
          "Norm of the gradient of the last loss by the cell state of the LSTM: all of it, and what"
              + " comes through forget gates alone.",
          "steps back in time",
          state(last.get(0)));
      // A trained network's gates saturate under larger weights, which is not the paper's question.
      boolean overScales = last.size() > 1;
      add(
          figures,
          "paths",
          "Norm of the gradient of an LSTM's recurrent layer: all of it, the mean of h-detach, and"
              + " the linear path along the cell state"
              + (overScales
                  ? ", at the start of training, with its weights scaled."
                  : ", over training."),
          overScales ? "factor of recurrent and input weights" : "step",
          overScales ? overScales(course.get(0).paths()) : overSteps(course));
    }
    return figures;
  }

  private static void add(
      List<Figure> figures, String name, String caption, String x, List<Series> series) {
    if (!series.isEmpty()) {
      Chart chart = new Chart(Axis.linear(x), Axis.log("gradient norm"), series, Chart.Aspect.FREE);
      figures.add(new Figure(name, caption, chart.svg()));
    }
  }

  /** Before and after training, or the ends of several runs. */
  private static List<Series> hidden(List<GradientsAt> all) {
    List<String> runs = all.stream().map(GradientsAt::run).distinct().toList();
    List<Series> series = new ArrayList<>();
    for (String run : runs) {
      List<GradientsAt> course = all.stream().filter(at -> at.run().equals(run)).toList();
      if (runs.size() == 1) {
        Snapshots.thinned(course, 2)
            .forEach(at -> addLags(series, "step " + at.step(), at.hidden()));
      } else {
        addLags(series, run, course.get(course.size() - 1).hidden());
      }
    }
    return series;
  }

  private static List<Series> state(LstmPaths paths) {
    List<Series> series = new ArrayList<>();
    addLags(series, "all paths", norms(paths.state().get(0)));
    addLags(series, "linear path", norms(paths.state().get(1)));
    return series;
  }

  private static double[] norms(Part[] parts) {
    return Arrays.stream(parts).mapToDouble(Part::norm).toArray();
  }

  private static List<Series> overScales(List<LstmPaths> scales) {
    double[] x = scales.stream().mapToDouble(LstmPaths::scale).toArray();
    return overBlockProbs(scales, x);
  }

  private static List<Series> overSteps(List<GradientsAt> course) {
    double[] x = course.stream().mapToDouble(GradientsAt::step).toArray();
    return overBlockProbs(course.stream().map(at -> at.paths().get(0)).toList(), x);
  }

  private static List<Series> overBlockProbs(List<LstmPaths> course, double[] x) {
    List<Double> blockProbs = course.get(0).blockProbs();
    List<Series> series = new ArrayList<>();
    for (int b = 0; b < blockProbs.size(); b++) {
      int index = b;
      ToDoubleFunction<LstmPaths> norm = paths -> paths.parameters().get(index)[ALL].norm();
      addPositive(series, name(blockProbs.get(b)), x, course.stream().mapToDouble(norm).toArray());
    }
    return series;
  }

  private static String name(double blockProb) {
    if (blockProb == 0) {
      return "all paths";
    }
    return blockProb == 1
        ? "linear path"
        : String.format(Locale.ROOT, "mean at blockProb %s", blockProb);
  }

  private static void addLags(List<Series> series, String name, double[] overSteps) {
    double[] lags = new double[overSteps.length];
    Arrays.setAll(lags, t -> overSteps.length - 1 - t);
    addPositive(series, name, lags, overSteps);
  }

  private static void addPositive(List<Series> series, String name, double[] x, double[] y) {
    int[] kept = IntStream.range(0, y.length).filter(i -> y[i] > 0).toArray();
    if (kept.length > 0) {
      series.add(
          Series.line(
              name,
              Arrays.stream(kept).mapToDouble(i -> x[i]).toArray(),
              Arrays.stream(kept).mapToDouble(i -> y[i]).toArray()));
    }
  }
}
