package dev.eigenspark.nn;

import dev.eigenspark.nn.SequenceScorer.Tally;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Steps any DL4J network with DL4J's forward and backward pass and our fused optimizer: {@code
 * graph.fit} looks at each parameter by itself, which takes a third of a step of a small network
 * with many. The same steps as {@code graph.fit}, up to the order of float operations.
 */
public final class GraphStep {
  private final ComputationGraph graph;
  private final OptimizerStep step;

  private GraphStep(ComputationGraph graph, OptimizerStep step) {
    this.graph = graph;
    this.step = step;
  }

  /** The way for a network, or empty if its optimizer has no fused form or a penalty is not L1. */
  public static Optional<GraphStep> of(ComputationGraph graph) {
    return OptimizerStep.of(graph).map(step -> new GraphStep(graph, step));
  }

  /** Lets something change the gradient of every step from now on, before its bound. */
  public void join(Consumer<FloatBlock> term) {
    step.join(term);
  }

  /** One optimizer step; loss and hits are those before it. */
  public Tally fit(INDArray[] inputs, INDArray labels) {
    graph.setInputs(inputs);
    graph.setLabels(labels);
    graph.computeGradientAndScore();
    step.apply(FloatBlock.of(graph.getFlattenedGradients()));
    return ((SequenceScorer) graph.getOutputLayer(0)).tally();
  }
}
