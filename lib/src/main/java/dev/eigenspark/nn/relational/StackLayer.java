package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.WindowProduct;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.ReluKernel;
import java.util.ArrayList;
import java.util.List;

/**
 * One layer of a {@link LayerStack} with its activations. A convolution is the affine map of its
 * windows; the layer above reads all its outputs for an item as one vector.
 */
final class StackLayer {
  private final LayerStack.Stage stage;
  private final Grid in;
  private final Grid out;
  private final Grid dIn;
  private final Wiring ofAnItem;
  private final Affine affine;
  private final int firstParameter;
  private Wiring wiring;
  private int room;
  private float[] x;
  private float[] y = new float[0];
  private float[] dy = new float[0];

  /**
   * A layer.
   *
   * @param in how its inputs lie
   * @param dIn how their gradient lies
   * @param firstParameter where its parameters begin in the flat vector
   */
  StackLayer(LayerStack.Stage stage, Grid in, Grid dIn, int firstParameter) {
    this.stage = stage;
    this.in = in;
    this.dIn = dIn;
    this.firstParameter = firstParameter;
    Patches patches = stage.patches();
    out =
        patches == null
            ? Grid.vector(stage.outputs()).padded(0)
            : new Grid(patches.rows(), patches.columns(), stage.outputs(), 0, 0).padded(1);
    ofAnItem = patches == null ? Wiring.dense(in, out, dIn) : patches.wiring(in, out, dIn);
    affine = new Affine(stage.inputs(), stage.outputs(), ofAnItem.returns());
  }

  int endParameter() {
    return firstParameter + affine.parameterCount();
  }

  /** How its outputs lie, and their gradient. */
  Grid out() {
    return out;
  }

  float[] y() {
    return y;
  }

  float[] dy() {
    return dy;
  }

  /** Makes room for a batch, after the layer below, whose outputs are x. */
  void resize(int items, float[] x) {
    this.x = x;
    if (room < items) {
      room = items;
      y = new float[items * out.size() + WindowProduct.SLACK];
      dy = new float[y.length];
      wiring = ofAnItem.onImages(items, in, out, dIn);
    }
  }

  void load(FloatBlock parameters) {
    affine.load(parameters, firstParameter);
  }

  private int rowsOfAnItem() {
    return ofAnItem.outputs().length;
  }

  /** The items [from, to). */
  void forward(WindowProduct product, int from, int to) {
    affine.forward(product, x, wiring, y, from * rowsOfAnItem(), to * rowsOfAnItem());
    if (stage.rectified()) {
      ReluKernel.BEST.forward(y, from * out.size(), to * out.size());
    }
  }

  /** Takes dy of the items [from, to) through the ReLU. */
  void rectify(int from, int to) {
    if (stage.rectified()) {
      ReluKernel.BEST.backward(y, dy, from * out.size(), to * out.size());
    }
  }

  /** Prepares {@link #inputGradient}. */
  void transpose() {
    affine.transpose();
  }

  /** The gradient of what the layer reads, for the items [from, to). */
  void inputGradient(WindowProduct product, float[] dx, int from, int to) {
    affine.inputGradient(product, dy, wiring, dx, room, from, to);
  }

  /** The parts of the gradient of its weights, which may run at the same time. */
  List<WeightGradient> weightGradients() {
    List<WeightGradient> parts = new ArrayList<>();
    for (Affine.Share share : affine.shares()) {
      parts.add(items -> share.weightGradient(x, wiring, dy, items * rowsOfAnItem()));
    }
    return parts;
  }

  /** The gradient of some weights, for a batch of so many items. */
  interface WeightGradient {
    void run(int items);
  }

  void store(FloatBlock gradients) {
    affine.store(gradients, firstParameter);
  }
}
