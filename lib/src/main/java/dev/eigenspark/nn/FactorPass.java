package dev.eigenspark.nn;

import dev.eigenspark.Failure;
import dev.eigenspark.linalg.PackedMatrix;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Shows what the gradients of a network of one recurrent layer and a read-out are made of. That of
 * a block's matrix, whose last row is the bias, is {@code sum_t a_t d_t^T}: for the recurrent layer
 * {@code a_t = [h_{t-1} | x_t | 1]} and d_t dL/dz_t of all its gates, for the read-out {@code a_t =
 * [h_t | 1]} and d_t the errors of the logits at the labelled steps.
 */
public final class FactorPass {
  /**
   * A matrix that gradients are of.
   *
   * @param name the layer's
   * @param inputs length of a
   * @param outputs length of d
   */
  public record Block(String name, int inputs, int outputs) {}

  /** Takes the rows of blocks. */
  public interface Reader {
    /**
     * Takes a row.
     *
     * @param block number of the block
     * @param a until the next call
     * @param d until the next call
     */
    void row(int block, double[] a, double[] d);
  }

  private static final int RECURRENT = 0;
  private static final int READ_OUT = 1;

  private final DirectBatches batches;
  private final RecurrentRunner.Shape layer;
  private final List<Block> blocks;

  private FactorPass(DirectBatches batches, ComputationGraph graph) {
    this.batches = batches;
    layer = batches.shape(1, 1);
    int inputs = layer.hidden() + layer.inputs() + (layer.bias() ? 1 : 0);
    blocks =
        List.of(
            new Block(name(graph, 0), inputs, batches.cell().gates() * layer.hidden()),
            new Block(name(graph, 1), layer.hidden() + 1, batches.loss().outputs()));
  }

  private static String name(ComputationGraph graph, int layer) {
    return graph.getLayers()[layer].conf().getLayer().getLayerName();
  }

  /**
   * The pass for a network, whose parameters may change between calls.
   *
   * @throws Failure of kind USAGE when it is of another shape, or gates of its cell read different
   *     things
   */
  public static FactorPass of(ComputationGraph graph) {
    return DirectBatches.of(graph)
        .filter(FactorPass::hasOneMatrix)
        .map(batches -> new FactorPass(batches, graph))
        .orElseThrow(
            () ->
                Failure.usage(
                    "Kronecker factors are of networks of one recurrent layer, all of whose gates"
                        + " read the hidden state, the input and a bias, such as rnn, nnrnn and"
                        + " lstm; this network is another"));
  }

  private static boolean hasOneMatrix(DirectBatches batches) {
    Cell cell = batches.cell();
    return IntStream.range(0, cell.gates())
        .allMatch(gate -> cell.reads(gate).size() == Cell.Operand.values().length);
  }

  /** The recurrent layer's, then the read-out's. */
  public List<Block> blocks() {
    return blocks;
  }

  /**
   * Shows all rows of a trial.
   *
   * @param inputs {@code [1, I, T]}
   * @param labels class indices {@code [1, 1, steps]}
   * @param errors of the logits, which the mean over labelled steps divides
   */
  public void run(INDArray inputs, INDArray labels, OutputErrors errors, Reader reader) {
    batches.load(inputs, labels).factors(errors, rows(RECURRENT, reader), rows(READ_OUT, reader));
  }

  /** Takes padding out of the rows of a block. */
  private Factors rows(int block, Reader reader) {
    double[] a = new double[blocks.get(block).inputs()];
    double[] d = new double[blocks.get(block).outputs()];
    int hidden = layer.hidden();
    int width = PackedMatrix.padded(hidden);
    if (block == READ_OUT) {
      a[hidden] = 1;
      return (from, at, errors, errorsAt) -> {
        copy(from, at, a, 0, hidden);
        copy(errors, errorsAt, d, 0, d.length);
        reader.row(block, a, d);
      };
    }
    return (from, at, errors, errorsAt) -> {
      copy(from, at, a, 0, hidden);
      copy(from, at + width, a, hidden, a.length - hidden);
      for (int gate = 0; gate * hidden < d.length; gate++) {
        copy(errors, errorsAt + gate * width, d, gate * hidden, hidden);
      }
      reader.row(block, a, d);
    };
  }

  private static void copy(float[] from, int at, double[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] = from[at + i];
    }
  }
}
