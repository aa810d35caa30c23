package dev.eigenspark.analysis;

import dev.eigenspark.analysis.LstmPaths.Part;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table and scalars of {@link Gradients}: one row for each part of a gradient. */
final class GradientsResult {
  private static final List<Header> HEADERS =
      List.of(
          new Header("run", Type.STRING, "name of the run"),
          new Header("step", Type.LONG, "updates of each worker so far"),
          new Header(
              "part",
              Type.STRING,
              "h or c: gradient by the hidden or cell state at this lag; else a block of the"
                  + " recurrent layer's parameters, or all of them"),
          new Header("scale", Type.DOUBLE, "factor of the recurrent and input weights"),
          new Header(
              "block_prob",
              Type.DOUBLE,
              "mean gradient of h-detach that blocks so often: 0 whole, 1 along the cell state"),
          new Header("lag", Type.LONG, "steps before the last; -1 for parameters"),
          new Header("norm", Type.DOUBLE, "norm; of h and c, root of the mean square over trials"),
          new Header(
              "cosine",
              Type.DOUBLE,
              "to the same part at block_prob 1; 0 for h, or where a norm is"));

  private static final int ALL = LstmPaths.BLOCKS.size() - 1;

  private GradientsResult() {}

  static AnalysisResult of(List<GradientsAt> all) {
    Table table = new Table(HEADERS);
    for (GradientsAt at : all) {
      int last = at.hidden().length - 1;
      for (int lag = 0; lag <= last; lag++) {
        table.add(at.run(), at.step(), "h", 1.0, 0.0, lag, at.hidden()[last - lag], 0.0);
      }
      at.paths().forEach(paths -> addRows(table, at, paths));
    }
    return new AnalysisResult(table, scalars(all), GradientsFigures.of(all));
  }

  private static void addRows(Table table, GradientsAt at, LstmPaths paths) {
    for (int b = 0; b < paths.blockProbs().size(); b++) {
      for (int block = 0; block <= ALL; block++) {
        Part part = paths.parameters().get(b)[block];
        String name = LstmPaths.BLOCKS.get(block);
        double blockProb = paths.blockProbs().get(b);
        table.add(
            at.run(), at.step(), name, paths.scale(), blockProb, -1, part.norm(), part.cosine());
      }
    }
    for (int b = 0; b < 2; b++) {
      Part[] steps = paths.state().get(b);
      for (int lag = 0; lag < steps.length; lag++) {
        Part part = steps[steps.length - 1 - lag];
        table.add(at.run(), at.step(), "c", paths.scale(), b, lag, part.norm(), part.cosine());
      }
    }
  }

  /** First and last checkpoint of the first run, at its first scale. */
  private static Map<String, Double> scalars(List<GradientsAt> all) {
    List<GradientsAt> course =
        all.stream().filter(at -> at.run().equals(all.get(0).run())).toList();
    Map<String, Double> scalars = new LinkedHashMap<>();
    addScalars(scalars, "first", course.get(0));
    addScalars(scalars, "last", course.get(course.size() - 1));
    return scalars;
  }

  private static void addScalars(Map<String, Double> scalars, String when, GradientsAt at) {
    scalars.put("hidden_last_step_" + when, at.hidden()[at.hidden().length - 1]);
    scalars.put("hidden_first_step_" + when, at.hidden()[0]);
    if (!at.paths().isEmpty()) {
      LstmPaths paths = at.paths().get(0);
      Part whole = paths.parameters().get(0)[ALL];
      scalars.put("full_" + when, whole.norm());
      scalars.put(
          "linear_" + when, paths.parameters().get(paths.blockProbs().size() - 1)[ALL].norm());
      scalars.put("cosine_" + when, whole.cosine());
    }
  }
}
