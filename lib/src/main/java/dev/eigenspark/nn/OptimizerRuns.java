package dev.eigenspark.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * An optimizer step over a network whose parameters may have optimizers of their own: one fused
 * pass over each run of neighbours that share one. The runs lie one after the other in the
 * optimizer memory too, as DL4J lays it out. Parameters that are never trained are passed over, and
 * have no memory.
 */
final class OptimizerRuns {
  private record Run(IUpdater updater, int from, int length) {}

  private final List<Run> runs;
  private final List<FlatOptimizer> optimizers;

  private OptimizerRuns(List<Run> runs, List<FlatOptimizer> optimizers) {
    this.runs = runs;
    this.optimizers = optimizers;
  }

  /** The runs of a network, or empty if an optimizer has no fused form. */
  static Optional<OptimizerRuns> of(ComputationGraph graph) {
    List<Run> runs = new ArrayList<>();
    int at = 0;
    for (Layer layer : graph.getLayers()) {
      BaseLayer conf = (BaseLayer) layer.conf().getLayer();
      for (Map.Entry<String, INDArray> parameter : layer.paramTable().entrySet()) {
        int size = Math.toIntExact(parameter.getValue().length());
        extend(runs, conf.getUpdaterByParam(parameter.getKey()), at, size);
        at += size;
      }
    }
    runs.removeIf(run -> run.updater() instanceof NoOp);
    List<FlatOptimizer> optimizers =
        runs.stream().flatMap(run -> FlatOptimizer.of(run.updater()).stream()).toList();
    return optimizers.size() == runs.size()
        ? Optional.of(new OptimizerRuns(runs, optimizers))
        : Optional.empty();
  }

  private static void extend(List<Run> runs, IUpdater updater, int at, int size) {
    Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    if (last != null && last.updater().equals(updater)) {
      runs.set(runs.size() - 1, new Run(updater, last.from(), last.length() + size));
    } else {
      runs.add(new Run(updater, at, size));
    }
  }

  /** One step; arguments as for {@link FlatOptimizer#step}. */
  void step(FloatBlock parameters, FloatBlock gradient, FloatBlock memory, long step) {
    int memoryAt = 0;
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      int kept = optimizers.get(i).kept() * run.length();
      optimizers
          .get(i)
          .step(
              parameters.slice(run.from(), run.length()),
              gradient.slice(run.from(), run.length()),
              memory == null ? null : memory.slice(memoryAt, kept),
              step);
      memoryAt += kept;
    }
  }
}
