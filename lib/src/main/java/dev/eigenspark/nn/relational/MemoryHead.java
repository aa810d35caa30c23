package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.WindowProduct;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.ReluKernel;
import dev.eigenspark.nn.relational.LayerStack.Last;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An affine map of the hidden states of a {@link BindingMemory}'s controller, with its values and
 * gradients at all items. An item is a step of a trial.
 */
final class MemoryHead {
  private final Last last;
  private final Affine affine;
  private final Wiring wiring;
  private final int firstParameter;
  private final int inputs;
  private final int dhStride;
  private final int items;
  private final float[] y;
  private final float[] dy;
  private final float[] dh;

  /**
   * A head.
   *
   * @param last what follows the map
   * @param firstParameter where its parameters begin in the flat vector
   */
  MemoryHead(int inputs, int outputs, Last last, int firstParameter, int items) {
    this.inputs = inputs;
    this.last = last;
    this.firstParameter = firstParameter;
    this.items = items;
    Grid h = Grid.vector(inputs);
    Grid out = Grid.vector(outputs).padded(0);
    Grid back = h.padded(0);
    wiring = Wiring.dense(h, out, back).onImages(items, h, out, back);
    affine = new Affine(inputs, outputs, wiring.returns());
    dhStride = back.size();
    y = new float[items * affine.stride()];
    dy = new float[y.length];
    dh = new float[items * dhStride];
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

  void forward(WindowProduct product, float[] h, int from, int to) {
    affine.forward(product, h, wiring, y, from, to);
    if (last == Last.RECTIFIED) {
      ReluKernel.BEST.forward(y, at(from), at(to));
    }
  }

  /** Prepares {@link #addInputGradient}. */
  void startBackward() {
    affine.transpose();
    Arrays.fill(dy, 0f);
  }

  /** Adds dL/dh of the items [from, to) to rows that lie {@code stride} apart. */
  void addInputGradient(WindowProduct product, int from, int to, float[] sum, int stride) {
    if (last == Last.RECTIFIED) {
      ReluKernel.BEST.backward(y, dy, at(from), at(to));
    }
    affine.inputGradient(product, dy, wiring, dh, items, from, to);
    for (int item = from; item < to; item++) {
      int source = item * dhStride;
      int target = (item - from) * stride;
      for (int k = 0; k < inputs; k++) {
        sum[target + k] += dh[source + k];
      }
    }
  }

  /**
   * The parts of the gradient of its weights, which may run at the same time.
   *
   * @param h the hidden states, with {@link WindowProduct#SLACK} floats behind them
   */
  List<Runnable> weightGradients(float[] h) {
    List<Runnable> parts = new ArrayList<>();
    for (Affine.Share share : affine.shares()) {
      parts.add(() -> share.weightGradient(h, wiring, dy, items));
    }
    return parts;
  }

  void store(FloatBlock gradients) {
    affine.store(gradients, firstParameter);
  }
}
