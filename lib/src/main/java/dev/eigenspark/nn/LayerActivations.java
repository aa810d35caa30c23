package dev.eigenspark.nn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What the layers of a DL4J network of one output make of trials, without dropout: the activations
 * of every layer that has a row for each trial, at each of its time steps. A layer is a vertex of
 * the graph, the output among them; layers that see the distinct objects of a minibatch, not its
 * trials, are left out.
 */
public final class LayerActivations {
  /**
   * A layer.
   *
   * @param name of its vertex
   * @param units numbers for a trial, at a step if there are several
   * @param steps time steps, or places of a trial; 0 for a layer that knows none
   */
  public record Layer(String name, int units, int steps) {}

  /** Takes the activations of one layer. */
  public interface Reader {
    /** They are gone afterwards. */
    void read(String layer, Values values);
  }

  /** Activations of one layer for a minibatch. */
  public static final class Values {
    private final INDArray y;

    private Values(INDArray y) {
      this.y = y;
    }

    /** Units of all trials, row by row, at a step if there are several. */
    public float[] at(int step) {
      INDArray units =
          steps() == 0
              ? y
              : y.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(step));
      return units.dup('c').data().asFloat();
    }

    private int steps() {
      return y.rank() == 3 ? (int) y.size(2) : 0;
    }

    private int units() {
      return Math.toIntExact(y.length() / y.size(0) / Math.max(1, steps()));
    }
  }

  private final Set<String> ofTrials;
  private final GraphForward forward;

  /** Of this network, whose parameters may change between calls. */
  public LayerActivations(ComputationGraph graph) {
    forward = new GraphForward(graph);
    ofTrials = behindTheTrials(graph);
  }

  // The first input has a row for each trial; another may have one for each distinct object.
  private static Set<String> behindTheTrials(ComputationGraph graph) {
    Set<String> behind = new HashSet<>();
    Deque<GraphVertex> next = new ArrayDeque<>();
    next.add(graph.getVertex(graph.getConfiguration().getNetworkInputs().get(0)));
    while (!next.isEmpty()) {
      GraphVertex vertex = next.remove();
      if (!behind.add(vertex.getVertexName()) || vertex.isOutputVertex()) {
        continue;
      }
      for (VertexIndices reader : vertex.getOutputVertices()) {
        next.add(graph.getVertices()[reader.getVertexIndex()]);
      }
    }
    return behind;
  }

  /** The layers, from the inputs on, as these trials show them. */
  public List<Layer> layers(INDArray[] inputs) {
    List<Layer> layers = new ArrayList<>();
    read(inputs, (name, values) -> layers.add(new Layer(name, values.units(), values.steps())));
    return layers;
  }

  /** Shows every layer to the reader, from the inputs on. */
  public void read(INDArray[] inputs, Reader reader) {
    forward.run(
        inputs,
        (name, y) -> show(name, y, reader),
        vertex -> {
          show(vertex.getVertexName(), vertex.doForward(false, forward.workspaces()), reader);
          return null;
        });
  }

  private void show(String name, INDArray y, Reader reader) {
    if (ofTrials.contains(name)) {
      reader.read(name, new Values(y));
    }
  }
}
