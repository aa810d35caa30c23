package dev.eigenspark.nn;

import dev.eigenspark.nn.SequenceScorer.Tally;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Scores trials with any DL4J network of one output, in memory that is used again. {@code
 * graph.score} leaves every activation outside of the heap until the garbage collector comes by,
 * which does not see how large they are: megabytes a minibatch, gigabytes before it comes.
 */
public final class GraphScore {
  private static final String WORKSPACE = "EIGENSPARK_SCORE";
  private static final WorkspaceConfiguration CONFIGURATION =
      WorkspaceConfiguration.builder()
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policyReset(ResetPolicy.BLOCK_LEFT)
          .policySpill(SpillPolicy.REALLOCATE)
          .build();

  private final ComputationGraph graph;
  private final LayerWorkspaceMgr workspaces;

  /** Scores with this network, whose parameters may change between calls. */
  public GraphScore(ComputationGraph graph) {
    this.graph = graph;
    LayerWorkspaceMgr.Builder builder = LayerWorkspaceMgr.builder();
    for (ArrayType use : ArrayType.values()) {
      builder.with(use, WORKSPACE, CONFIGURATION);
    }
    workspaces = builder.build();
  }

  /** Loss and hits; inputs in the order of the network's. */
  public Tally score(INDArray[] inputs, INDArray labels) {
    try (MemoryWorkspace memory =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(CONFIGURATION, WORKSPACE)) {
      int input = 0;
      for (int index : graph.topologicalSortOrder()) {
        GraphVertex vertex = graph.getVertices()[index];
        if (vertex.isOutputVertex()) {
          return score((LayerVertex) vertex, labels);
        }
        INDArray y = vertex.isInputVertex() ? inputs[input++] : vertex.doForward(false, workspaces);
        for (VertexIndices reader : vertex.getOutputVertices()) {
          graph.getVertices()[reader.getVertexIndex()].setInput(
              reader.getVertexEdgeNumber(), y, workspaces);
        }
      }
      throw new IllegalStateException("a network without an output");
    } finally {
      graph.clearLayersStates();
    }
  }

  private Tally score(LayerVertex vertex, INDArray labels) {
    vertex.applyPreprocessorAndSetInput(workspaces);
    IOutputLayer output = (IOutputLayer) vertex.getLayer();
    output.setLabels(labels);
    output.computeScore(0, false, workspaces);
    return ((SequenceScorer) output).tally();
  }
}
