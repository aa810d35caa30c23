package dev.eigenspark.nn;

import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What follows the gradient in a step of a DL4J network: its bound, then one fused pass over
 * parameters and optimizer memory, in place, and the step that DL4J counts.
 */
final class OptimizerStep {
  private final ComputationGraph graph;
  private final OptimizerRuns optimizer;
  private final Optional<GlobalNormClip> clip;

  private OptimizerStep(ComputationGraph graph, OptimizerRuns optimizer) {
    this.graph = graph;
    this.optimizer = optimizer;
    clip = GlobalNormClip.of(graph);
  }

  /** The way for a network, or empty if its optimizer has no fused form. */
  static Optional<OptimizerStep> of(ComputationGraph graph) {
    return OptimizerRuns.of(graph).map(optimizer -> new OptimizerStep(graph, optimizer));
  }

  /** Steps with this gradient of all parameters, which it may change. */
  void apply(FloatBlock gradients) {
    clip.ifPresent(bound -> bound.clip(gradients));
    long step = graph.getConfiguration().getIterationCount() + 1L;
    INDArray memory = graph.getUpdater().getStateViewArray();
    optimizer.step(
        FloatBlock.of(graph.params()),
        gradients,
        memory == null ? null : FloatBlock.of(memory),
        step);
    graph.getConfiguration().setIterationCount(Math.toIntExact(step));
  }
}
