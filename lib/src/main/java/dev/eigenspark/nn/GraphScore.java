package dev.eigenspark.nn;

import dev.eigenspark.nn.SequenceScorer.Tally;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Scores trials with any DL4J network of one output, in memory that is used again. */
public final class GraphScore {
  private final GraphForward forward;

  /** Scores with this network, whose parameters may change between calls. */
  public GraphScore(ComputationGraph graph) {
    forward = new GraphForward(graph);
  }

  /** Loss and hits; inputs in the order of the network's. */
  public Tally score(INDArray[] inputs, INDArray labels) {
    return forward.run(inputs, (name, y) -> {}, vertex -> score(vertex, labels));
  }

  private Tally score(LayerVertex vertex, INDArray labels) {
    vertex.applyPreprocessorAndSetInput(forward.workspaces());
    IOutputLayer output = (IOutputLayer) vertex.getLayer();
    output.setLabels(labels);
    output.computeScore(0, false, forward.workspaces());
    return ((SequenceScorer) output).tally();
  }
}
