package dev.eigenspark.analysis;

import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.analysis.FeatureComparison.Pair;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import dev.eigenspark.similarity.Similarity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of {@link Cka}, pair by pair. */
final class CkaResult {
  private static final List<Header> HEADERS =
      List.of(
          new Header("run_x", Type.STRING, "run of the first of the pair, X"),
          new Header("step_x", Type.LONG, "updates of each worker at its checkpoint"),
          new Header("layer_x", Type.STRING, "name of its layer in the model"),
          new Header("time_x", Type.LONG, "its time step or place from 0; -1 if it has none"),
          new Header("units_x", Type.LONG, "its numbers for a trial"),
          new Header("run_y", Type.STRING, "the same of the second, Y"),
          new Header("step_y", Type.LONG, "the same of the second, Y"),
          new Header("layer_y", Type.STRING, "the same of the second, Y"),
          new Header("time_y", Type.LONG, "the same of the second, Y"),
          new Header("units_y", Type.LONG, "the same of the second, Y"),
          new Header("trials", Type.LONG, "n: CKA of few trials and many units is biased upwards"),
          new Header("cka", Type.DOUBLE, "linear CKA, in [0, 1]"),
          new Header("cka_debiased", Type.DOUBLE, "from unbiased HSIC; may be negative"),
          new Header(
              "cka_without_longest",
              Type.DOUBLE,
              "without the trials of the longest X and Y; NaN if off"),
          new Header(
              "cka_rbf",
              Type.DOUBLE,
              "with Gaussian kernels, of the sample; NaN if off or undefined"),
          new Header(
              "cka_minibatch",
              Type.DOUBLE,
              "by minibatches of the sample; NaN if off or undefined"),
          new Header("procrustes", Type.DOUBLE, "normalised distance, 0 if equal up to rotation"),
          new Header("r2_y_from_x", Type.DOUBLE, "share of Y's variance that is linear in X"),
          new Header("r2_x_from_y", Type.DOUBLE, "share of X's variance that is linear in Y"),
          new Header("cca_mean", Type.DOUBLE, "mean canonical correlation"),
          new Header("cca_mean_square", Type.DOUBLE, "mean of their squares"),
          new Header("svcca", Type.DOUBLE, "their mean on the axes of 99 % of the variance"),
          new Header("pwcca", Type.DOUBLE, "their mean weighted by their share in X"),
          new Header("participation_x", Type.DOUBLE, "participation ratio of X"),
          new Header("participation_y", Type.DOUBLE, "participation ratio of Y"));

  private final List<Pair> pairs = new ArrayList<>();

  void add(Pair pair) {
    pairs.add(pair);
  }

  List<Pair> pairs() {
    return pairs;
  }

  AnalysisResult result(List<Figure> figures, Map<String, Double> scalars) {
    Table table = new Table(HEADERS);
    pairs.forEach(pair -> add(table, pair));
    return new AnalysisResult(table, scalars, figures);
  }

  /** From the first checkpoint of the first run to its last, by layer and step. */
  Map<String, Double> ofFirstRun() {
    Pair first = pairs.get(0);
    Map<String, Double> scalars = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      if (pair.xAt().equals(first.xAt())) {
        String name = pair.x().label().replace(' ', '_');
        scalars.put("cka_first_to_last_" + name, pair.similarity().cka());
      }
    }
    return scalars;
  }

  private static void add(Table table, Pair pair) {
    Similarity s = pair.similarity();
    table.add(
        pair.xAt().run(),
        pair.xAt().step(),
        pair.x().layer(),
        pair.x().step(),
        pair.x().units(),
        pair.yAt().run(),
        pair.yAt().step(),
        pair.y().layer(),
        pair.y().step(),
        pair.y().units(),
        pair.trials(),
        s.cka(),
        s.debiasedCka(),
        pair.withoutLongest(),
        pair.rbf(),
        pair.minibatch(),
        s.procrustes(),
        s.r2YFromX(),
        s.r2XFromY(),
        s.ccaMean(),
        s.ccaMeanSquare(),
        s.svcca(),
        s.pwcca(),
        s.participationX(),
        s.participationY());
  }
}
