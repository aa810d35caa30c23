package dev.eigenspark.nn;

import dev.eigenspark.nn.SequenceScorer.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Steps a DL4J network of one recurrent layer and a softmax read-out without DL4J in between:
 * forward, loss and backward of each slice of the batch run in one go on the network's own
 * parameter memory, and one fused pass updates parameters and optimizer memory in place. DL4J sees
 * the new values. The same steps as {@code graph.fit}, up to the order of float sums.
 */
public final class DirectStep {
  private static final int KEPT_SHAPES = 2;

  private final ComputationGraph graph;
  private final RecurrentLayer recurrent;
  private final SoftmaxSequenceLayer readOut;
  private final FlatOptimizer optimizer;
  private final FloatBlock gradients;
  private final Map<DirectBatch.Shape, DirectBatch> batches =
      new LinkedHashMap<>(KEPT_SHAPES, 0.75f, true);

  private DirectStep(
      ComputationGraph graph,
      RecurrentLayer recurrent,
      SoftmaxSequenceLayer readOut,
      FlatOptimizer optimizer) {
    this.graph = graph;
    this.recurrent = recurrent;
    this.readOut = readOut;
    this.optimizer = optimizer;
    gradients = FloatBlock.allocate(graph.numParams());
  }

  /** The direct way for a network, or empty if it is not of the shape that this class knows. */
  public static Optional<DirectStep> of(ComputationGraph graph) {
    List<Object> layers = new ArrayList<>();
    List<IUpdater> updaters = new ArrayList<>();
    for (Layer layer : graph.getLayers()) {
      layers.add(layer.conf().getLayer());
      for (String parameter : layer.paramTable().keySet()) {
        updaters.add(((BaseLayer) layer.conf().getLayer()).getUpdaterByParam(parameter));
      }
    }
    if (layers.size() == 2
        && layers.get(0) instanceof RecurrentLayer recurrent
        && layers.get(1) instanceof SoftmaxSequenceLayer readOut
        && updaters.stream().distinct().count() == 1) {
      return FlatOptimizer.of(updaters.get(0))
          .map(optimizer -> new DirectStep(graph, recurrent, readOut, optimizer));
    }
    return Optional.empty();
  }

  /**
   * One optimizer step; loss and hits are those before it.
   *
   * @param inputs time-major {@code [T, N, I]}
   * @param labels class indices, time-major {@code [steps, N, 1]}
   */
  public Tally fit(INDArray inputs, INDArray labels) {
    DirectBatch batch = load(inputs, labels);
    Tally tally = batch.forwardAndBackward(gradients);
    long step = graph.getConfiguration().getIterationCount() + 1L;
    INDArray memory = graph.getUpdater().getStateViewArray();
    optimizer.step(
        FloatBlock.of(graph.params()),
        gradients,
        memory == null ? null : FloatBlock.of(memory),
        step);
    graph.getConfiguration().setIterationCount(Math.toIntExact(step));
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
        new DirectBatch.Shape(sequences, (int) labels.size(0), Math.toIntExact(readOut.getNOut()));
    DirectBatch batch =
        batches.computeIfAbsent(shape, s -> new DirectBatch(Cells.get(recurrent.getCell()), s));
    if (batches.size() > KEPT_SHAPES) {
      batches.remove(batches.keySet().iterator().next()).close();
    }
    batch.load(FloatBlock.of(graph.params()), FloatBlock.of(inputs), FloatBlock.of(labels));
    return batch;
  }
}
