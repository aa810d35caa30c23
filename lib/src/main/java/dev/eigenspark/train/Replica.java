package dev.eigenspark.train;

import dev.eigenspark.nn.DirectStep;
import dev.eigenspark.nn.DrawingLayer;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.GlobalNormClip;
import dev.eigenspark.nn.GraphScore;
import dev.eigenspark.nn.GraphStep;
import dev.eigenspark.nn.SequenceScorer;
import dev.eigenspark.nn.SequenceScorer.Tally;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The engine on the CPU: one copy of the network, as a DL4J graph, with its optimizer. */
final class Replica implements LocalRunner {
  private final ComputationGraph graph;
  private final Optional<DirectStep> direct;
  private final Optional<GraphStep> fused;
  private final GraphScore score;

  /** A network from its JSON, with parameters still to be set. */
  Replica(String configuration) {
    graph = new ComputationGraph(ComputationGraphConfiguration.fromJson(configuration));
    // Given parameters, DL4J draws no random ones.
    graph.init(Nd4j.create(DataType.FLOAT, 1, parameterCount(configuration)), false);
    direct = DirectStep.of(graph);
    fused = GraphStep.of(graph);
    score = new GraphScore(graph);
    GlobalNormClip.of(graph).ifPresent(graph::addListeners);
  }

  private static long parameterCount(String configuration) {
    ComputationGraphConfiguration conf = ComputationGraphConfiguration.fromJson(configuration);
    return conf.getVertices().values().stream().mapToLong(v -> v.numParams(false)).sum();
  }

  /** Its network. */
  ComputationGraph graph() {
    return graph;
  }

  /** Lets something change the gradient of every step from now on, before its bound. */
  void join(Consumer<FloatBlock> term) {
    direct.ifPresent(step -> step.join(term));
    fused.orElseThrow(() -> new IllegalStateException("no fused optimizer to join")).join(term);
  }

  @Override
  public void set(TrainingState state) {
    write(graph, state);
  }

  @Override
  public void drawAs(int worker) {
    for (Layer layer : graph.getLayers()) {
      if (layer instanceof DrawingLayer drawing) {
        drawing.drawAs(worker);
      }
    }
  }

  @Override
  public void setParameters(float[] parameters) {
    FloatBlock.of(graph.params()).write(parameters);
  }

  /** Writes a state into any DL4J graph, in place. */
  static void write(ComputationGraph graph, TrainingState state) {
    FloatBlock.of(graph.params()).write(state.parameters());
    INDArray memory = optimizerMemory(graph);
    if (memory != null) {
      FloatBlock.of(memory).write(state.optimizer());
    }
    graph.getConfiguration().setIterationCount(Math.toIntExact(state.step()));
  }

  /** Goes the most direct way that the network allows. */
  @Override
  public Tally fit(SequenceBatch batch) {
    if (direct.isPresent()) {
      return direct.get().fit(batch.timeMajorFeatures(), batch.timeMajorLabels());
    }
    if (fused.isPresent()) {
      return fused.get().fit(inputs(batch), batch.labels());
    }
    graph.fit(inputs(batch), new INDArray[] {batch.labels()});
    return tally();
  }

  @Override
  public Tally score(SequenceBatch batch) {
    if (direct.isPresent()) {
      return direct.get().score(batch.timeMajorFeatures(), batch.timeMajorLabels());
    }
    return score.score(inputs(batch), batch.labels());
  }

  private INDArray[] inputs(SequenceBatch batch) {
    return batch.inputs(graph.getConfiguration().getNetworkInputs());
  }

  private Tally tally() {
    return ((SequenceScorer) graph.getOutputLayer(0)).tally();
  }

  @Override
  public TrainingState state(long step) {
    return stateOf(graph, step);
  }

  /** Reads the state of any DL4J graph. */
  static TrainingState stateOf(ComputationGraph graph, long step) {
    INDArray memory = optimizerMemory(graph);
    float[] optimizer =
        memory == null ? new float[0] : FloatBlock.of(memory).read((int) memory.length());
    return new TrainingState(
        step, FloatBlock.of(graph.params()).read((int) graph.numParams()), optimizer);
  }

  /** DL4J's memory of the optimizer, or null for one that has none. */
  private static INDArray optimizerMemory(ComputationGraph graph) {
    return graph.getUpdater().getStateViewArray();
  }
}
