package dev.eigenspark.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The engine's scratch for a DL4J network of one recurrent layer and a read-out, by shape of the
 * minibatch: the last few are kept.
 */
final class DirectBatches {
  private static final int KEPT_SHAPES = 2;

  private final ComputationGraph graph;
  private final RecurrentLayer recurrent;
  private final SequenceOutputLayer readOut;
  private final EngineParameters engine;
  private final Map<DirectBatch.Shape, DirectBatch> batches =
      new LinkedHashMap<>(KEPT_SHAPES, 0.75f, true);

  private DirectBatches(
      ComputationGraph graph, RecurrentLayer recurrent, SequenceOutputLayer readOut) {
    this.graph = graph;
    this.recurrent = recurrent;
    this.readOut = readOut;
    engine = EngineParameters.of(recurrent, graph.numParams());
  }

  /** Those of a network, or empty if it is of another shape. */
  static Optional<DirectBatches> of(ComputationGraph graph) {
    Layer[] layers = graph.getLayers();
    if (layers.length == 2
        && layers[0].conf().getLayer() instanceof RecurrentLayer recurrent
        && layers[1].conf().getLayer() instanceof SequenceOutputLayer readOut) {
      return Optional.of(new DirectBatches(graph, recurrent, readOut));
    }
    return Optional.empty();
  }

  /** Whether a minibatch gives the norm of each trial's own gradient. */
  boolean keepsTrialsApart() {
    return recurrent.getParametrization() == null && RecurrentRunner.keepsRowsApart(cell());
  }

  Cell cell() {
    return Cells.get(recurrent.getCell());
  }

  /**
   * The rows of the recurrent layer's matrix: units, inputs, and one for the bias if it has any.
   */
  RecurrentRunner.Shape shape(int steps, int rows) {
    return new RecurrentRunner.Shape(
        steps,
        rows,
        Math.toIntExact(recurrent.getNIn()),
        Math.toIntExact(recurrent.getNOut()),
        recurrent.isBias());
  }

  SequenceLoss loss() {
    return readOut.loss();
  }

  /** Between the network's flat vector and what the engine computes with. */
  EngineParameters engine() {
    return engine;
  }

  /**
   * The same from arrays as DL4J has them.
   *
   * @param inputs {@code [N, I, T]}
   * @param labels {@code [N, D, steps]}
   */
  DirectBatch load(INDArray inputs, INDArray labels) {
    return load(
        (int) inputs.size(2),
        FloatBlock.of(SequenceLayout.timeMajor(inputs)),
        (int) labels.size(2),
        FloatBlock.of(SequenceLayout.timeMajor(labels)));
  }

  /**
   * The scratch for a minibatch, with the network's parameters and the minibatch loaded.
   *
   * @param inputs time-major {@code [T][N][I]}
   * @param labels class indices or reals, time-major {@code [steps][N][D]}
   */
  DirectBatch load(int steps, FloatBlock inputs, int labelledSteps, FloatBlock labels) {
    int width = Math.toIntExact(recurrent.getNIn());
    RecurrentRunner.Shape sequences = shape(steps, inputs.length() / (steps * width));
    DirectBatch.Shape shape = new DirectBatch.Shape(sequences, labelledSteps, readOut.loss());
    DirectBatch batch = batches.computeIfAbsent(shape, s -> new DirectBatch(cell(), s));
    if (batches.size() > KEPT_SHAPES) {
      batches.remove(batches.keySet().iterator().next());
    }
    batch.load(engine.parameters(FloatBlock.of(graph.params())), inputs, labels);
    return batch;
  }
}
