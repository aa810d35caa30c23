package dev.eigenspark.nn;

import java.util.function.BiConsumer;
import java.util.function.Function;
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
 * Takes minibatches through any DL4J network of one output, in memory that is used again. {@code
 * graph.score} and {@code graph.feedForward} leave every activation outside of the heap until the
 * garbage collector comes by, which does not see how large they are: megabytes a minibatch,
 * gigabytes before it comes.
 */
final class GraphForward {
  private static final String WORKSPACE = "EIGENSPARK_FORWARD";
  private static final WorkspaceConfiguration CONFIGURATION =
      WorkspaceConfiguration.builder()
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policyReset(ResetPolicy.BLOCK_LEFT)
          .policySpill(SpillPolicy.REALLOCATE)
          .build();

  private final ComputationGraph graph;
  private final LayerWorkspaceMgr workspaces;

  /** Goes through this network, whose parameters may change between calls. */
  GraphForward(ComputationGraph graph) {
    this.graph = graph;
    LayerWorkspaceMgr.Builder builder = LayerWorkspaceMgr.builder();
    for (ArrayType use : ArrayType.values()) {
      builder.with(use, WORKSPACE, CONFIGURATION);
    }
    workspaces = builder.build();
  }

  LayerWorkspaceMgr workspaces() {
    return workspaces;
  }

  /**
   * One minibatch.
   *
   * @param inputs in the order of the network's
   * @param hidden sees the name and activations of each vertex between inputs and output; they are
   *     gone afterwards
   * @param output makes the result of the output's vertex, whose inputs are set
   */
  <T> T run(
      INDArray[] inputs, BiConsumer<String, INDArray> hidden, Function<LayerVertex, T> output) {
    try (MemoryWorkspace memory =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(CONFIGURATION, WORKSPACE)) {
      int input = 0;
      for (int index : graph.topologicalSortOrder()) {
        GraphVertex vertex = graph.getVertices()[index];
        if (vertex.isOutputVertex()) {
          return output.apply((LayerVertex) vertex);
        }
        INDArray y;
        if (vertex.isInputVertex()) {
          y = inputs[input++];
        } else {
          y = vertex.doForward(false, workspaces);
          hidden.accept(vertex.getVertexName(), y);
        }
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
}
