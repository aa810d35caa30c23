package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.PackedMatrix;
import dev.eigenspark.nn.FloatBlock;

/**
 * One layer of a {@link LayerStack} with its activations. A convolution is the affine map of its
 * windows; the layer above reads all windows of an item as one vector.
 */
final class StackLayer {
  private final LayerStack.Stage stage;
  private final StackLayer below;
  private final Affine affine;
  private final int firstParameter;
  private float[] source;
  private int sourceStride;
  private float[] windows = new float[0];
  private float[] dWindows = new float[0];
  private float[] y = new float[0];
  private float[] dy = new float[0];

  /**
   * A layer.
   *
   * @param below the layer that it reads, or null for the input
   */
  StackLayer(LayerStack.Stage stage, StackLayer below) {
    this.stage = stage;
    this.below = below;
    affine = new Affine(stage.inputs(), stage.outputs(), stage.rectified());
    firstParameter = below == null ? 0 : below.firstParameter + below.affine.parameterCount();
  }

  private boolean isConvolution() {
    return stage.patches() != null;
  }

  /** Rows of the affine map for one item. */
  private int rowsOfAnItem() {
    return isConvolution() ? stage.patches().count() : 1;
  }

  /** Numbers that it gives for an item. */
  int outputs() {
    return rowsOfAnItem() * stage.outputs();
  }

  /** From one item of y or dy to the next. */
  int itemStride() {
    return rowsOfAnItem() * affine.stride();
  }

  /** From one item of the gradient of what it reads to the next. */
  int inputStride() {
    return isConvolution() ? stage.patches().pixels() : affine.inputStride();
  }

  float[] y() {
    return y;
  }

  float[] dy() {
    return dy;
  }

  /** Makes room for a batch, after the layers below. */
  void resize(int items, float[] input, int features) {
    if (y.length < items * itemStride()) {
      y = new float[items * itemStride()];
      dy = new float[items * itemStride()];
      if (isConvolution()) {
        windows = new float[items * rowsOfAnItem() * stage.inputs()];
        dWindows = new float[items * rowsOfAnItem() * affine.inputStride()];
      }
    }
    source = below == null ? input : below.y;
    sourceStride = below == null ? features : below.itemStride();
  }

  void load(FloatBlock parameters) {
    affine.load(parameters, firstParameter);
  }

  /** The items [from, to). */
  void forward(PackedMatrix.Workspace workspace, int from, int to) {
    int rows = rowsOfAnItem();
    if (isConvolution()) {
      for (int item = from; item < to; item++) {
        int at = item * rows * stage.inputs();
        stage.patches().gather(source, item * sourceStride, windows, at);
      }
    }
    affine.forward(workspace, affineInput(), affineStride(), y, from * rows, to * rows);
  }

  private float[] affineInput() {
    return isConvolution() ? windows : source;
  }

  private int affineStride() {
    return isConvolution() ? stage.inputs() : sourceStride;
  }

  /** Takes dy of the items [from, to) through the ReLU. */
  void rectify(int from, int to) {
    affine.rectify(y, dy, from * rowsOfAnItem(), to * rowsOfAnItem());
  }

  /** Prepares {@link #inputGradient}. */
  void transpose() {
    affine.transpose();
  }

  /**
   * The gradient of what the layer reads, for the items [from, to).
   *
   * @param target receives it, {@link #inputStride} floats from one item to the next
   */
  void inputGradient(PackedMatrix.Workspace workspace, float[] target, int from, int to) {
    int rows = rowsOfAnItem();
    if (!isConvolution()) {
      affine.inputGradient(workspace, dy, target, from, to);
      return;
    }
    affine.inputGradient(workspace, dy, dWindows, from * rows, to * rows);
    for (int item = from; item < to; item++) {
      int at = item * rows * affine.inputStride();
      stage.patches().scatter(dWindows, at, affine.inputStride(), target, item * inputStride());
    }
  }

  /** The gradient of the weights of the inputs {@code [firstInput, endInput)}. */
  void weightGradient(
      PackedMatrix.Workspace workspace,
      PackedMatrix chunk,
      int items,
      int firstInput,
      int endInput) {
    int rows = items * rowsOfAnItem();
    affine.weightGradient(
        workspace, chunk, affineInput(), affineStride(), dy, rows, firstInput, endInput);
  }

  void store(FloatBlock gradients) {
    affine.store(gradients, firstParameter);
  }
}
