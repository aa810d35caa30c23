package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.WindowProduct;
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

  private final Extent extent;
  private final Grid in;
  private final Grid dIn;
  private final List<StackLayer> layers = new ArrayList<>();
  private final List<StackLayer.WeightGradient> weightGradients = new ArrayList<>();
  private final WindowProduct[] products = new WindowProduct[MOST_SLICES];
  private float[] input = new float[0];
  private float[] dInput = new float[0];
  private int items;

  StackRunner(Extent extent, List<LayerStack.Stage> stages) {
    this.extent = extent;
    Patches image = stages.get(0).patches();
    in =
        image == null
            ? Grid.vector(extent.features())
            : Grid.image(image.height(), image.width(), image.channels());
    dIn = in.padded(0);
    Grid x = in;
    Grid dx = dIn;
    int firstParameter = 0;
    for (LayerStack.Stage stage : stages) {
      StackLayer layer = new StackLayer(stage, x, dx, firstParameter);
      layers.add(layer);
      weightGradients.addAll(layer.weightGradients());
      x = layer.out();
      dx = x;
      firstParameter = layer.endParameter();
    }
    for (int i = 0; i < MOST_SLICES; i++) {
      products[i] = new WindowProduct();
    }
  }

  private StackLayer top() {
    return layers.get(layers.size() - 1);
  }

  @Override
  public void forward(int rows, FloatBlock x, FloatBlock parameters, FloatBlock y) {
    items = rows * extent.steps();
    if (input.length < items * in.size()) {
      input = new float[items * in.size() + WindowProduct.SLACK];
    }
    float[] source = input;
    for (StackLayer layer : layers) {
      layer.resize(items, source);
      source = layer.y();
    }
    Threads.forEach(layers.size(), i -> layers.get(i).load(parameters));
    int outputs = top().out().channels();
    forEachSlice(
        (product, from, to) -> {
          read(x, from, to);
          layers.forEach(layer -> layer.forward(product, from, to));
          for (int item = from; item < to; item++) {
            y.put(item * outputs, top().y(), item * top().out().size(), outputs);
          }
        });
  }

  /** Takes the items [from, to), row by row. */
  private void read(FloatBlock x, int from, int to) {
    int count = in.width() * in.channels();
    for (int item = from; item < to; item++) {
      for (int row = 0; row < in.height(); row++) {
        int at = item * in.size() + in.at(row, 0);
        x.get(item * extent.features() + row * count, input, at, count);
      }
    }
  }

  @Override
  public void backward(FloatBlock dy, FloatBlock gradients, FloatBlock dx) {
    if (dx != null && dInput.length < items * dIn.size()) {
      dInput = new float[items * dIn.size()];
    }
    Threads.forEach(
        layers.size(),
        i -> {
          if (i > 0 || dx != null) {
            layers.get(i).transpose();
          }
        });
    int outputs = top().out().channels();
    forEachSlice(
        (product, from, to) -> {
          for (int item = from; item < to; item++) {
            dy.get(item * outputs, top().dy(), item * top().out().size(), outputs);
          }
          for (int i = layers.size() - 1; i > 0; i--) {
            layers.get(i).rectify(from, to);
            layers.get(i).inputGradient(product, layers.get(i - 1).dy(), from, to);
          }
          layers.get(0).rectify(from, to);
          if (dx != null) {
            layers.get(0).inputGradient(product, dInput, from, to);
            write(dx, from, to);
          }
        });
    Threads.forEach(weightGradients.size(), i -> weightGradients.get(i).run(items));
    layers.forEach(layer -> layer.store(gradients));
  }

  /** Gives the gradient of the items [from, to), pixel by pixel. */
  private void write(FloatBlock dx, int from, int to) {
    int pixels = dIn.height() * dIn.width();
    for (int i = from * pixels; i < to * pixels; i++) {
      dx.put(i * dIn.channels(), dInput, i * dIn.stride(), dIn.channels());
    }
  }

  private interface Slice {
    void run(WindowProduct product, int from, int to);
  }

  private void forEachSlice(Slice slice) {
    int count = Math.min(MOST_SLICES, items);
    Threads.forEach(count, i -> slice.run(products[i], items * i / count, items * (i + 1) / count));
  }
}
