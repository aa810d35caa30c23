package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.PackedMatrix;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.Threads;
import dev.eigenspark.nn.relational.Operator.Extent;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a {@link LayerStack} on batches. An item is what stands at one position: an image or a
 * vector. Forward, and back to the inputs, the items are cut into slices; the gradients of weights
 * are cut by their inputs, so that every sum runs over all items in their order.
 */
final class StackRunner implements OperatorRunner {
  private static final int MOST_SLICES = 4;
  private static final int INPUTS_AT_ONCE = 128;

  /** A share of the inputs of one layer, with what a thread needs for their gradient. */
  private record Share(
      StackLayer layer, int from, int to, PackedMatrix chunk, PackedMatrix.Workspace workspace) {}

  private final Extent extent;
  private final List<StackLayer> layers = new ArrayList<>();
  private final List<Share> shares = new ArrayList<>();
  private final PackedMatrix.Workspace[] workspaces = new PackedMatrix.Workspace[MOST_SLICES];
  private float[] input = new float[0];
  private float[] dInput = new float[0];
  private int items;

  StackRunner(Extent extent, List<LayerStack.Stage> stages) {
    this.extent = extent;
    int depth = 0;
    for (LayerStack.Stage stage : stages) {
      StackLayer below = layers.isEmpty() ? null : layers.get(layers.size() - 1);
      StackLayer layer = new StackLayer(stage, below);
      layers.add(layer);
      depth = Math.max(depth, Math.max(stage.inputs(), stage.outputs()));
      for (int from = 0; from < stage.inputs(); from += INPUTS_AT_ONCE) {
        int to = Math.min(stage.inputs(), from + INPUTS_AT_ONCE);
        PackedMatrix chunk =
            new PackedMatrix(Affine.CHUNK_ROWS, PackedMatrix.padded(stage.outputs()));
        shares.add(
            new Share(layer, from, to, chunk, new PackedMatrix.Workspace(Affine.CHUNK_ROWS)));
      }
    }
    for (int i = 0; i < MOST_SLICES; i++) {
      workspaces[i] = new PackedMatrix.Workspace(depth);
    }
  }

  @Override
  public void forward(int rows, FloatBlock x, FloatBlock parameters, FloatBlock y) {
    items = rows * extent.steps();
    int features = extent.features();
    input = input.length < items * features ? new float[items * features] : input;
    x.get(0, input, 0, items * features);
    StackLayer top = layers.get(layers.size() - 1);
    for (StackLayer layer : layers) {
      layer.resize(items, input, features);
    }
    Threads.forEach(layers.size(), i -> layers.get(i).load(parameters));
    forEachSlice(
        (workspace, from, to) -> {
          layers.forEach(layer -> layer.forward(workspace, from, to));
          for (int item = from; item < to; item++) {
            y.put(item * top.outputs(), top.y(), item * top.itemStride(), top.outputs());
          }
        });
  }

  @Override
  public void backward(FloatBlock dy, FloatBlock gradients, FloatBlock dx) {
    StackLayer top = layers.get(layers.size() - 1);
    StackLayer bottom = layers.get(0);
    if (dx != null && dInput.length < items * bottom.inputStride()) {
      dInput = new float[items * bottom.inputStride()];
    }
    Threads.forEach(
        layers.size(),
        i -> {
          if (i > 0 || dx != null) {
            layers.get(i).transpose();
          }
        });
    forEachSlice(
        (workspace, from, to) -> {
          for (int item = from; item < to; item++) {
            dy.get(item * top.outputs(), top.dy(), item * top.itemStride(), top.outputs());
          }
          for (int i = layers.size() - 1; i > 0; i--) {
            layers.get(i).rectify(from, to);
            layers.get(i).inputGradient(workspace, layers.get(i - 1).dy(), from, to);
          }
          bottom.rectify(from, to);
          if (dx != null) {
            bottom.inputGradient(workspace, dInput, from, to);
            for (int item = from; item < to; item++) {
              int features = extent.features();
              dx.put(item * features, dInput, item * bottom.inputStride(), features);
            }
          }
        });
    Threads.forEach(
        shares.size(),
        i -> {
          Share share = shares.get(i);
          share
              .layer()
              .weightGradient(share.workspace(), share.chunk(), items, share.from(), share.to());
        });
    layers.forEach(layer -> layer.store(gradients));
  }

  private interface Slice {
    void run(PackedMatrix.Workspace workspace, int from, int to);
  }

  private void forEachSlice(Slice slice) {
    int count = Math.min(MOST_SLICES, items);
    Threads.forEach(
        count, i -> slice.run(workspaces[i], items * i / count, items * (i + 1) / count));
  }
}
