package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.PackedMatrix;
import dev.eigenspark.nn.FloatBlock;
import java.util.Arrays;

/**
 * {@code y = x W + b}, or {@code relu(x W + b)}, on many rows, and its way back. Rows of y lie
 * {@link #stride} floats apart. The methods may run on several threads at once, each with a
 * workspace of its own.
 */
final class Affine {
  /** Rows of a product that sums over rows. */
  static final int CHUNK_ROWS = 256;

  private final int inputs;
  private final int outputs;
  private final int stride;
  private final boolean rectified;
  private final float[] weights;
  private final float[] bias;
  private final float[] weightGradient;
  private final float[] biasGradient;
  private final PackedMatrix packed;
  private final PackedMatrix transposed;

  Affine(int inputs, int outputs, boolean rectified) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.rectified = rectified;
    stride = PackedMatrix.padded(outputs);
    weights = new float[Math.multiplyExact(inputs, stride)];
    bias = new float[outputs];
    weightGradient = new float[weights.length];
    biasGradient = new float[outputs];
    packed = new PackedMatrix(inputs, stride);
    transposed = new PackedMatrix(outputs, PackedMatrix.padded(inputs));
  }

  int stride() {
    return stride;
  }

  /** From one row of dx to the next. */
  int inputStride() {
    return PackedMatrix.padded(inputs);
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
  void forward(
      PackedMatrix.Workspace workspace, float[] x, int xStride, float[] y, int from, int to) {
    packed.multiply(workspace, x, from * xStride, xStride, to - from, y, from * stride, stride);
    for (int row = from; row < to; row++) {
      int at = row * stride;
      for (int o = 0; o < outputs; o++) {
        float sum = y[at + o] + bias[o];
        y[at + o] = rectified ? Math.max(sum, 0f) : sum;
      }
    }
  }

  /** Turns dL/dy into the gradient of {@code x W + b}, in place. */
  void rectify(float[] y, float[] dy, int from, int to) {
    if (rectified) {
      for (int i = from * stride; i < to * stride; i++) {
        dy[i] = y[i] > 0 ? dy[i] : 0f;
      }
    }
  }

  /** Prepares {@link #inputGradient}. */
  void transpose() {
    transposed.packTransposed(weights, 0, stride, inputs, outputs);
  }

  /** Rows {@code [from, to)} of dx, which lie {@link #inputStride} floats apart. */
  void inputGradient(PackedMatrix.Workspace workspace, float[] dy, float[] dx, int from, int to) {
    int dxStride = inputStride();
    transposed.multiply(
        workspace, dy, from * stride, stride, to - from, dx, from * dxStride, dxStride);
  }

  /**
   * dW of the inputs {@code [firstInput, endInput)}, and db with the first of them.
   *
   * @param chunk room for {@value #CHUNK_ROWS} rows of dy
   */
  void weightGradient(
      PackedMatrix.Workspace workspace,
      PackedMatrix chunk,
      float[] x,
      int xStride,
      float[] dy,
      int rows,
      int firstInput,
      int endInput) {
    Arrays.fill(weightGradient, firstInput * stride, endInput * stride, 0f);
    for (int from = 0; from < rows; from += CHUNK_ROWS) {
      chunk.pack(dy, from * stride, stride, Math.min(CHUNK_ROWS, rows - from));
      chunk.addTransposedProduct(
          workspace,
          x,
          from * xStride + firstInput,
          xStride,
          endInput - firstInput,
          weightGradient,
          firstInput * stride,
          stride);
    }
    if (firstInput == 0) {
      Arrays.fill(biasGradient, 0f);
      for (int row = 0; row < rows; row++) {
        for (int o = 0; o < outputs; o++) {
          biasGradient[o] += dy[row * stride + o];
        }
      }
    }
  }

  /** Writes dW and db. */
  void store(FloatBlock gradients, int at) {
    for (int i = 0; i < inputs; i++) {
      gradients.put(at + i * outputs, weightGradient, i * stride, outputs);
    }
    gradients.put(at + inputs * outputs, biasGradient, 0, outputs);
  }
}
