package dev.eigenspark.nn;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The recurrence of a network of one recurrent layer and a read-out, without its weights. With
 * them, in plain arrays that can travel to a Spark task, it becomes its {@link StateDynamics}. The
 * state is h, and for an LSTM {@code [h, c]}.
 *
 * @param cell name of the cell
 * @param inputs numbers of x
 * @param hidden units
 * @param bias whether z has a bias
 */
public record RecurrentForm(String cell, int inputs, int hidden, boolean bias)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The recurrence of a network; empty for a network of another shape. */
  public static Optional<RecurrentForm> of(ComputationGraph graph) {
    Layer[] layers = graph.getLayers();
    if (layers.length == 2
        && layers[0].conf().getLayer() instanceof RecurrentLayer recurrent
        && layers[1].conf().getLayer() instanceof SequenceOutputLayer) {
      return Optional.of(
          new RecurrentForm(
              recurrent.getCell(),
              Math.toIntExact(recurrent.getNIn()),
              Math.toIntExact(recurrent.getNOut()),
              recurrent.isBias()));
    }
    return Optional.empty();
  }

  /**
   * What the engine computes with, V, U, b and the per-unit vectors first, of a network of this
   * form.
   *
   * @throws dev.eigenspark.Failure of kind DIVERGED when V is made from numbers that are not finite
   */
  public static float[] weights(ComputationGraph graph) {
    RecurrentLayer layer = (RecurrentLayer) graph.getLayers()[0].conf().getLayer();
    FloatBlock weights =
        EngineParameters.of(layer, graph.numParams()).parameters(FloatBlock.of(graph.params()));
    return weights.read(weights.length());
  }

  /** The recurrence as the network runs it. */
  public StateDynamics driven(float[] weights) {
    return new RecurrentDynamics(layout(), matrix(weights), vectors(weights));
  }

  /** The recurrence left to itself: U and b are zero, and it does not matter what x is. */
  public StateDynamics autonomous(float[] weights) {
    double[] matrix = matrix(weights);
    Arrays.fill(matrix, layout().width() * layout().columns(), matrix.length, 0);
    return new RecurrentDynamics(layout(), matrix, vectors(weights));
  }

  private WeightLayout layout() {
    return new WeightLayout(Cells.get(cell), new RecurrentRunner.Shape(1, 1, inputs, hidden, bias));
  }

  private double[] matrix(float[] weights) {
    double[] matrix = new double[layout().matrixSize()];
    layout().forEachMatrixRow((from, to) -> copy(weights, from, matrix, to));
    return matrix;
  }

  private double[] vectors(float[] weights) {
    double[] vectors = new double[layout().vectorSize()];
    layout().forEachVector((from, to) -> copy(weights, from, vectors, to));
    return vectors;
  }

  private void copy(float[] from, int fromAt, double[] to, int toAt) {
    for (int i = 0; i < hidden; i++) {
      to[toAt + i] = from[fromAt + i];
    }
  }
}
