package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.PackedMatrix;
import dev.eigenspark.linalg.WindowProduct;
import dev.eigenspark.linalg.Windows;
import dev.eigenspark.nn.FloatBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code x W + b} for many rows x, and its way back. Where the rows lie, a {@link Wiring} says;
 * those of y take {@link #stride} floats. The methods may run on several threads at once, each with
 * a product of its own.
 */
final class Affine {
  private static final int CHUNK_ROWS = 128;
  private static final int INPUTS_AT_ONCE = 128;
  // The bias is the weight of an input that is always one.
  private static final float[] ONE = new float[1 + WindowProduct.SLACK];
  private static final int[] THERE = new int[CHUNK_ROWS];

  static {
    ONE[0] = 1;
  }

  private final int inputs;
  private final int outputs;
  private final int stride;
  private final float[] weights;
  private final float[] bias;
  private final float[] weightGradient;
  private final float[] biasGradient;
  private final PackedMatrix packed;
  private final List<WayBack> waysBack = new ArrayList<>();

  Affine(int inputs, int outputs, List<Wiring.Return> returns) {
    this.inputs = inputs;
    this.outputs = outputs;
    stride = PackedMatrix.padded(outputs);
    weights = new float[Math.multiplyExact(inputs, stride)];
    bias = new float[stride];
    weightGradient = new float[weights.length];
    biasGradient = new float[stride];
    packed = new PackedMatrix(inputs, stride);
    returns.forEach(part -> waysBack.add(new WayBack(part, outputs)));
  }

  int stride() {
    return stride;
  }

  int parameterCount() {
    return (inputs + 1) * outputs;
  }

  /** Takes W and b, which begin at {@code at}. */
  void load(FloatBlock parameters, int at) {
    for (int i = 0; i < inputs; i++) {
      parameters.get(at + i * outputs, weights, i * stride, outputs);
    }
    parameters.get(at + inputs * outputs, bias, 0, outputs);
    packed.pack(weights, 0, stride, inputs);
  }

  /** Rows {@code [from, to)} of y. */
  void forward(WindowProduct product, float[] x, Wiring wiring, float[] y, int from, int to) {
    product.set(bias, x, wiring.windows(), packed, y, wiring.outputs(), from, to);
  }

  /** Prepares {@link #inputGradient}. */
  void transpose() {
    waysBack.forEach(way -> way.load(weights, stride));
  }

  /** dx of the images {@code [from, to)} of {@code images} ones. */
  void inputGradient(
      WindowProduct product, float[] dy, Wiring wiring, float[] dx, int images, int from, int to) {
    for (int i = 0; i < waysBack.size(); i++) {
      Wiring.Return part = wiring.returns().get(i);
      int rows = part.targets().length / images;
      waysBack.get(i).run(product, dy, part, dx, from * rows, to * rows);
    }
  }

  /** A share of the inputs, with what a thread needs for the gradient of their weights. */
  final class Share {
    private final int firstInput;
    private final int endInput;
    private final PackedMatrix chunk = new PackedMatrix(CHUNK_ROWS, stride);
    private final WindowProduct product = new WindowProduct();

    private Share(int firstInput, int endInput) {
      this.firstInput = firstInput;
      this.endInput = endInput;
    }

    /**
     * dW of these inputs, and db with the first of them.
     *
     * @param rows of y, the first ones of the wiring
     */
    void weightGradient(float[] x, Wiring wiring, float[] dy, int rows) {
      Arrays.fill(weightGradient, firstInput * stride, endInput * stride, 0f);
      if (firstInput == 0) {
        Arrays.fill(biasGradient, 0f);
      }
      for (int from = 0; from < rows; from += CHUNK_ROWS) {
        chunk.pack(dy, wiring.outputs(), from, Math.min(CHUNK_ROWS, rows - from));
        addChunk(x, wiring.windows(), from);
        if (firstInput == 0) {
          product.addTransposed(ONE, THERE, 0, 0, 1, chunk, biasGradient, 0, stride);
        }
      }
    }

    private void addChunk(float[] x, Windows windows, int from) {
      int run = windows.run();
      int input = firstInput;
      while (input < endInput) {
        int first = input % run;
        int count = Math.min(run - first, endInput - input);
        int offset = input / run * windows.pitch() + first;
        product.addTransposed(
            x,
            windows.starts(),
            from,
            offset,
            count,
            chunk,
            weightGradient,
            input * stride,
            stride);
        input += count;
      }
    }
  }

  /** All inputs, in shares. */
  List<Share> shares() {
    List<Share> shares = new ArrayList<>();
    for (int from = 0; from < inputs; from += INPUTS_AT_ONCE) {
      shares.add(new Share(from, Math.min(inputs, from + INPUTS_AT_ONCE)));
    }
    return shares;
  }

  /** Writes dW and db. */
  void store(FloatBlock gradients, int at) {
    for (int i = 0; i < inputs; i++) {
      gradients.put(at + i * outputs, weightGradient, i * stride, outputs);
    }
    gradients.put(at + inputs * outputs, biasGradient, 0, outputs);
  }
}
