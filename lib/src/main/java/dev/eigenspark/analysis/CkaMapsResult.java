package dev.eigenspark.analysis;

import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.chart.HeatMap;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import dev.eigenspark.similarity.CentredMoments;
import dev.eigenspark.similarity.Comparison;
import dev.eigenspark.similarity.Similarity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The table, scalars and figures of {@link CkaMaps}.
 *
 * @param accuracy of the original
 * @param networks those that were led to maps
 */
record CkaMapsResult(double accuracy, List<Led> networks) {
  /**
   * A network that was led to a map.
   *
   * @param target the map
   * @param accuracy on points held out
   * @param moments of the original's hidden layers and then of its own, over these points
   */
  record Led(CkaTarget target, double accuracy, CentredMoments moments) {
    private int layers() {
      return moments.layout().layers() / 2;
    }

    private LayerMap before() {
      return LayerMap.of(moments, 0, layers());
    }

    private LayerMap wanted() {
      return target.map(layers());
    }

    private LayerMap after() {
      return LayerMap.of(moments, layers(), layers());
    }

    private String name() {
      return target.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final List<Header> HEADERS =
      List.of(
          new Header("target", Type.STRING, "map that the network was led to"),
          new Header("layer_x", Type.LONG, "hidden layer, from 1"),
          new Header("layer_y", Type.LONG, "hidden layer, not below layer_x"),
          new Header("before", Type.DOUBLE, "debiased CKA of both layers in the original"),
          new Header("wanted", Type.DOUBLE, "the target's"),
          new Header("after", Type.DOUBLE, "the same in the network that was led to it"),
          new Header("cka_to_original", Type.DOUBLE, "of layer_x = layer_y: CKA with the original"),
          new Header("cka_debiased_to_original", Type.DOUBLE, "the same from unbiased HSIC"),
          new Header(
              "procrustes_to_original", Type.DOUBLE, "normalised distance, 0 up to rotation"),
          new Header("r2_original", Type.DOUBLE, "share of the original's variance linear in it"),
          new Header("r2_from_original", Type.DOUBLE, "share of its own linear in the original"),
          new Header("participation_before", Type.DOUBLE, "participation ratio in the original"),
          new Header("participation_after", Type.DOUBLE, "participation ratio afterwards"));

  AnalysisResult result() {
    Table table = new Table(HEADERS);
    for (Led led : networks) {
      Comparison comparison = new Comparison(led.moments());
      LayerMap before = led.before();
      LayerMap after = led.after();
      LayerMap wanted = led.wanted();
      for (int x = 0; x < led.layers(); x++) {
        List<Object> row = row(led, x, x, before, wanted, after);
        Similarity own = comparison.of(x, led.layers() + x);
        row.addAll(
            List.of(
                own.cka(),
                own.debiasedCka(),
                own.procrustes(),
                own.r2XFromY(),
                own.r2YFromX(),
                own.participationX(),
                own.participationY()));
        table.add(row.toArray());
        for (int y = x + 1; y < led.layers(); y++) {
          List<Object> pair = row(led, x, y, before, wanted, after);
          while (pair.size() < HEADERS.size()) {
            pair.add(Double.NaN);
          }
          table.add(pair.toArray());
        }
      }
    }
    return new AnalysisResult(table, scalars(), figures());
  }

  private static List<Object> row(
      Led led, int x, int y, LayerMap before, LayerMap wanted, LayerMap after) {
    return new ArrayList<>(
        List.of(led.name(), x + 1, y + 1, before.at(x, y), wanted.at(x, y), after.at(x, y)));
  }

  private Map<String, Double> scalars() {
    Map<String, Double> out = new LinkedHashMap<>();
    out.put("accuracy_before", accuracy);
    for (Led led : networks) {
      String name = led.name().replace('-', '_');
      out.put("accuracy_" + name, led.accuracy());
      out.put("distance_before_" + name, led.before().distance(led.wanted()));
      out.put("distance_" + name, led.after().distance(led.wanted()));
    }
    return out;
  }

  private List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        figure(
            "before",
            String.format(
                Locale.ROOT,
                "Debiased CKA between hidden layers of the original, accuracy %.3f.",
                accuracy),
            networks.get(0).before()));
    for (Led led : networks) {
      figures.add(
          figure(
              led.name() + "-target",
              "The map '%s', which a network is led to.".formatted(led.name()),
              led.wanted()));
      figures.add(
          figure(
              led.name() + "-after",
              String.format(
                  Locale.ROOT,
                  "Debiased CKA between hidden layers of the network led to '%s', accuracy %.3f.",
                  led.name(),
                  led.accuracy()),
              led.after()));
    }
    return figures;
  }

  private static Figure figure(String name, String caption, LayerMap map) {
    List<String> labels =
        IntStream.rangeClosed(1, map.layers()).mapToObj(layer -> "hidden layer").toList();
    return new Figure(name, caption, new HeatMap("debiased CKA", labels, map.values()).svg());
  }
}
