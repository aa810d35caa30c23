package dev.eigenspark.nn;

import dev.eigenspark.linalg.PackedMatrix;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * How much of the Java heap the engine needs as scratch for minibatches of one shape: T steps, N
 * sequences, I inputs, H units, O outputs read at L steps, with D = 1 number a label for classes
 * and D = O for reals. A cell has g gates, c states beside h and, for a cell with gates, K = T
 * steps of gates that the way back reads again (else K = 1). [a] is a rounded up to a multiple of
 * {@value PackedMatrix#COLUMN_ALIGNMENT}; a minibatch runs as S = min(10, N/5 rounded up) slices,
 * whose weight gradients are summed over chunks of R = min(TN/S, max(N/S, 256)) rows. In floats of
 * 4 bytes, with E = [H] + I + 1 and J = min(LN/S, 256):
 *
 * <pre>
 *   time-major   N (T+1) ([E] + c [H]) + N (K g [H] + (2+c) [H] + [I])
 *   chunks       S R g [H], twice unless gated, and 15 S max(E, g [H], R)
 *   weights      (2+S) E g [H] + g [H] ([H] + [I])
 *   read-out     L N ([O] + D) + S (3 H [O] + 2 O [H] + J [H] + 15 max(H, O, 256))
 * </pre>
 *
 * <p>The first line is the larger part of any long sequence. A worker keeps the scratch of two
 * shapes: of training and of evaluation. The operators of relational models are not counted.
 */
public final class EngineMemory {
  /**
   * The shape of a minibatch.
   *
   * @param steps time steps, T
   * @param rows sequences, N
   * @param labelledSteps steps that have a label, L
   */
  public record Minibatch(int steps, int rows, int labelledSteps) {}

  private EngineMemory() {}

  /** Bytes of scratch for the recurrent layers of a network and its read-out. */
  public static long scratch(ComputationGraphConfiguration network, Minibatch minibatch) {
    long floats = 0;
    for (GraphVertex vertex : network.getVertices().values()) {
      if (vertex instanceof LayerVertex layer) {
        floats += floats(layer.getLayerConf().getLayer(), minibatch);
      }
    }
    return Float.BYTES * floats;
  }

  private static long floats(Layer layer, Minibatch minibatch) {
    if (layer instanceof RecurrentLayer r) {
      int inputs = Math.toIntExact(r.getNIn());
      int hidden = Math.toIntExact(r.getNOut());
      return recurrent(
          Cells.get(r.getCell()),
          new RecurrentRunner.Shape(
              minibatch.steps(), minibatch.rows(), inputs, hidden, r.isBias()));
    }
    return layer instanceof SequenceOutputLayer s
        ? readOut(minibatch, Math.toIntExact(s.getNIn()), s.loss())
        : 0;
  }

  private static long recurrent(Cell cell, RecurrentRunner.Shape shape) {
    long rows = shape.rows();
    long width = PackedMatrix.padded(shape.hidden());
    long inputs = PackedMatrix.padded(shape.inputs());
    long gates = cell.gates() * width;
    long slices = BatchRunner.sliceCount(shape.rows());
    long chunk = rowsAtOnce(rows * shape.steps() / slices, rows / slices);
    long kept = cell.keepsActivations() ? shape.steps() : 1;
    long stride = PackedMatrix.padded(shape.extent());

    long timeMajor =
        rows * (shape.steps() + 1) * (stride + cell.states() * width)
            + rows * (kept * gates + (2 + cell.states()) * width + inputs);
    long chunks =
        slices * chunk * gates * (cell.keepsActivations() ? 1 : 2)
            + slices
                * (long) PackedMatrix.Workspace.ROWS
                * Math.max(Math.max(shape.extent(), gates), chunk);
    long weights = (2 + slices) * shape.extent() * gates + gates * (width + inputs);
    return timeMajor + chunks + weights;
  }

  private static long readOut(Minibatch minibatch, int hidden, SequenceLoss loss) {
    long width = PackedMatrix.padded(hidden);
    long outputs = loss.outputs();
    long slices = BatchRunner.sliceCount(minibatch.rows());
    long rows = (long) minibatch.rows() * minibatch.labelledSteps();
    long perSlice =
        3L * hidden * loss.stride()
            + 2 * outputs * width
            + rowsAtOnce(rows / slices, 1) * width
            + (long) PackedMatrix.Workspace.ROWS
                * Math.max(Math.max(hidden, outputs), RecurrentRunner.CHUNK_ROWS);
    return rows * (loss.stride() + loss.labelWidth()) + slices * perSlice;
  }

  /** Rows of one chunk of a slice: whole steps of about the usual number of rows. */
  private static long rowsAtOnce(long all, long step) {
    return Math.min(all, Math.max(step, RecurrentRunner.CHUNK_ROWS));
  }
}
