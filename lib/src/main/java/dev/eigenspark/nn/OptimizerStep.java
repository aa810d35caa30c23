package dev.eigenspark.nn;

import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What follows the gradient in a step of a DL4J network: its bound, the penalties, then one fused
 * pass over parameters and optimizer memory, in place, and the step that DL4J counts.
 */
final class OptimizerStep {
  private final ComputationGraph graph;
  private final OptimizerRuns optimizer;
  private final L1Penalties penalties;
  private final Optional<GlobalNormClip> clip;
  private Consumer<FloatBlock> term = gradient -> {};

  private OptimizerStep(ComputationGraph graph, OptimizerRuns optimizer, L1Penalties penalties) {
    this.graph = graph;
    this.optimizer = optimizer;
    this.penalties = penalties;
    clip = GlobalNormClip.of(graph);
  }

  /** The way for a network, or empty if its optimizer has no fused form or a penalty is not L1. */
  static Optional<OptimizerStep> of(ComputationGraph graph) {
    return OptimizerRuns.of(graph)
        .flatMap(
            optimizer ->
                L1Penalties.of(graph)
                    .map(penalties -> new OptimizerStep(graph, optimizer, penalties)));
  }

  /** Lets something change every gradient from now on, before its bound. */
  void join(Consumer<FloatBlock> other) {
    term = other;
  }

  /** Steps with this gradient of all parameters, which it may change. */
  void apply(FloatBlock gradients) {
    term.accept(gradients);
    clip.ifPresent(bound -> bound.clip(gradients));
    FloatBlock parameters = FloatBlock.of(graph.params());
    int done = graph.getConfiguration().getIterationCount();
    penalties.add(parameters, gradients, done, graph.getConfiguration().getEpochCount());
    long step = done + 1L;
    INDArray memory = graph.getUpdater().getStateViewArray();
    optimizer.step(parameters, gradients, memory == null ? null : FloatBlock.of(memory), step);
    graph.getConfiguration().setIterationCount(Math.toIntExact(step));
  }
}
