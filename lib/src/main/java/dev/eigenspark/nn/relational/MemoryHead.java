package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.PackedMatrix;
import dev.eigenspark.nn.FloatBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An affine map of the hidden states of a {@link BindingMemory}'s controller, with its values and
 * gradients at all items. An item is a step of a trial.
 */
final class MemoryHead {
  private static final int INPUTS_AT_ONCE = 128;

  private final Affine affine;
  private final int firstParameter;
  private final int inputs;
  private final int items;
  private final float[] y;
  private final float[] dy;
  private final float[] dh;

  /**
   * A head.
   *
   * @param firstParameter where its parameters begin in the flat vector
   */
  MemoryHead(Affine affine, int firstParameter, int inputs, int items) {
    this.affine = affine;
    this.firstParameter = firstParameter;
    this.inputs = inputs;
    this.items = items;
    y = new float[items * affine.stride()];
    dy = new float[items * affine.stride()];
    dh = new float[items * affine.inputStride()];
  }

  void load(FloatBlock parameters) {
    affine.load(parameters, firstParameter);
  }

  float[] y() {
    return y;
  }

  float[] dy() {
    return dy;
  }

  /** Where the values of an item begin. */
  int at(int item) {
    return item * affine.stride();
  }

  void forward(PackedMatrix.Workspace workspace, float[] h, int from, int to) {
    affine.forward(workspace, h, inputs, y, from, to);
  }

  /** Prepares {@link #addInputGradient}. */
  void startBackward() {
    affine.transpose();
    Arrays.fill(dy, 0f);
  }

  /** Adds dL/dh of the items [from, to) to rows that lie {@code stride} apart. */
  void addInputGradient(
      PackedMatrix.Workspace workspace, int from, int to, float[] sum, int stride) {
    affine.rectify(y, dy, from, to);
    affine.inputGradient(workspace, dy, dh, from, to);
    for (int item = from; item < to; item++) {
      int source = item * affine.inputStride();
      int target = (item - from) * stride;
      for (int k = 0; k < inputs; k++) {
        sum[target + k] += dh[source + k];
      }
    }
  }

  /** The parts of the gradient of its weights, which may run at the same time. */
  List<Runnable> weightGradients(float[] h) {
    List<Runnable> parts = new ArrayList<>();
    for (int from = 0; from < inputs; from += INPUTS_AT_ONCE) {
      int first = from;
      int end = Math.min(inputs, from + INPUTS_AT_ONCE);
      PackedMatrix chunk = new PackedMatrix(Affine.CHUNK_ROWS, affine.stride());
      PackedMatrix.Workspace workspace = new PackedMatrix.Workspace(Affine.CHUNK_ROWS);
      parts.add(() -> affine.weightGradient(workspace, chunk, h, inputs, dy, items, first, end));
    }
    return parts;
  }

  void store(FloatBlock gradients) {
    affine.store(gradients, firstParameter);
  }
}
