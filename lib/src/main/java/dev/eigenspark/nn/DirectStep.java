package dev.eigenspark.nn;

import dev.eigenspark.nn.SequenceScorer.Tally;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Steps a DL4J network of one recurrent layer and a read-out without DL4J in between: forward, loss
 * and backward of each slice of the batch run in one go on the network's own parameter memory, and
 * one fused pass updates parameters and optimizer memory in place. DL4J sees the new values. The
 * same steps as {@code graph.fit}, up to the order of float sums.
 */
public final class DirectStep {
  private final ComputationGraph graph;
  private final RecurrentLayerImpl layer;
  private final DirectBatches batches;
  private final OptimizerStep step;
  private final FloatBlock gradients;

  private DirectStep(
      ComputationGraph graph, RecurrentLayerImpl layer, DirectBatches batches, OptimizerStep step) {
    this.graph = graph;
    this.layer = layer;
    this.batches = batches;
    this.step = step;
    gradients = FloatBlock.allocate(graph.numParams());
  }

  /** The direct way for a network, or empty if it is not of the shape that this class knows. */
  public static Optional<DirectStep> of(ComputationGraph graph) {
    return DirectBatches.of(graph)
        .flatMap(
            batches ->
                OptimizerStep.of(graph)
                    .map(
                        step ->
                            new DirectStep(
                                graph, (RecurrentLayerImpl) graph.getLayer(0), batches, step)));
  }

  /** Lets something change the gradient of every step from now on, before its bound. */
  public void join(Consumer<FloatBlock> term) {
    step.join(term);
  }

  /**
   * One optimizer step; loss and hits are those before it.
   *
   * @param inputs time-major {@code [T, N, I]}
   * @param labels class indices or reals, time-major {@code [steps, N, D]}
   */
  public Tally fit(INDArray inputs, INDArray labels) {
    DirectBatch batch = load(inputs, labels);
    layer.detach(batch.edges(), graph.getConfiguration().getIterationCount());
    EngineParameters engine = batches.engine();
    Tally tally = batch.forwardAndBackward(engine.gradients(gradients));
    engine.backpropagate(gradients);
    step.apply(gradients);
    return tally;
  }

  /** Loss and hits, without a step; arguments as for {@link #fit}. */
  public Tally score(INDArray inputs, INDArray labels) {
    return load(inputs, labels).forward();
  }

  private DirectBatch load(INDArray inputs, INDArray labels) {
    return batches.load(
        (int) inputs.size(0), FloatBlock.of(inputs), (int) labels.size(0), FloatBlock.of(labels));
  }
}
