package dev.eigenspark.nn;

import dev.eigenspark.nn.SequenceScorer.Tally;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Steps a DL4J network of one recurrent layer and a read-out without DL4J in between: forward, loss
 * and backward of each slice of the batch run in one go on the network's own parameter memory, and
 * one fused pass updates parameters and optimizer memory in place. DL4J sees the new values. The
 * same steps as {@code graph.fit}, up to the order of float sums.
 */
public final class DirectStep {
  private static final int KEPT_SHAPES = 2;

  private final ComputationGraph graph;
  private final RecurrentLayerImpl layer;
  private final RecurrentLayer recurrent;
  private final SequenceOutputLayer readOut;
  private final EngineParameters engine;
  private final OptimizerStep step;
  private final FloatBlock gradients;
  private final Map<DirectBatch.Shape, DirectBatch> batches =
      new LinkedHashMap<>(KEPT_SHAPES, 0.75f, true);

  private DirectStep(
      ComputationGraph graph,
      RecurrentLayerImpl layer,
      SequenceOutputLayer readOut,
      OptimizerStep step) {
    this.graph = graph;
    this.layer = layer;
    recurrent = (RecurrentLayer) layer.conf().getLayer();
    this.readOut = readOut;
    engine = EngineParameters.of(recurrent, graph.numParams());
    this.step = step;
    gradients = FloatBlock.allocate(graph.numParams());
  }

  /** The direct way for a network, or empty if it is not of the shape that this class knows. */
  public static Optional<DirectStep> of(ComputationGraph graph) {
    Layer[] layers = graph.getLayers();
    if (layers.length == 2
        && layers[0] instanceof RecurrentLayerImpl recurrent
        && layers[1].conf().getLayer() instanceof SequenceOutputLayer readOut) {
      return OptimizerStep.of(graph).map(step -> new DirectStep(graph, recurrent, readOut, step));
    }
    return Optional.empty();
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
    RecurrentRunner.Shape sequences =
        new RecurrentRunner.Shape(
            (int) inputs.size(0),
            (int) inputs.size(1),
            (int) inputs.size(2),
            Math.toIntExact(recurrent.getNOut()),
            recurrent.isBias());
    DirectBatch.Shape shape =
        new DirectBatch.Shape(sequences, (int) labels.size(0), readOut.loss());
    DirectBatch batch =
        batches.computeIfAbsent(shape, s -> new DirectBatch(Cells.get(recurrent.getCell()), s));
    if (batches.size() > KEPT_SHAPES) {
      batches.remove(batches.keySet().iterator().next());
    }
    FloatBlock parameters = engine.parameters(FloatBlock.of(graph.params()));
    batch.load(parameters, FloatBlock.of(inputs), FloatBlock.of(labels));
    return batch;
  }
}
