package dev.eigenspark.nn.tape;

import dev.eigenspark.linalg.PackedMatrix;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * W [inputs, outputs], and b [1, outputs] if there is one, of {@code y = x W + b}. dW is cut by its
 * inputs, so that every sum runs over all rows of all uses in their order.
 */
final class Weights implements Parameter {
  private static final int INPUTS_AT_ONCE = 128;

  private final List<ParameterSpec> specs;
  private final int inputs;
  private final int outputs;
  private final int stride;
  private final float[] bias;
  private final float[] biasGradient;
  private float[] weights;
  private float[] weightGradient;
  private PackedMatrix packed;
  private PackedMatrix transposed;
  private final List<Linear> uses = new ArrayList<>();

  /** Weights of {@code [W]} or {@code [W, b]}. */
  Weights(List<ParameterSpec> specs) {
    this.specs = specs;
    inputs = specs.get(0).rows();
    outputs = specs.get(0).cols();
    stride = PackedMatrix.padded(outputs);
    bias = new float[outputs];
    biasGradient = new float[outputs];
  }

  @Override
  public void allocate() {
    weights = new float[Math.multiplyExact(inputs, stride)];
    weightGradient = new float[weights.length];
    packed = new PackedMatrix(inputs, stride);
    transposed = new PackedMatrix(outputs, PackedMatrix.padded(inputs));
  }

  int inputs() {
    return inputs;
  }

  int outputs() {
    return outputs;
  }

  PackedMatrix packed() {
    return packed;
  }

  PackedMatrix transposed() {
    return transposed;
  }

  float[] bias() {
    return bias;
  }

  void addUse(Linear use) {
    uses.add(use);
  }

  @Override
  public List<ParameterSpec> specs() {
    return specs;
  }

  private boolean hasBias() {
    return specs.size() > 1;
  }

  @Override
  public void load(FloatBlock source, int at) {
    for (int i = 0; i < inputs; i++) {
      source.get(at + i * outputs, weights, i * stride, outputs);
    }
    if (hasBias()) {
      source.get(at + inputs * outputs, bias, 0, outputs);
    }
    packed.pack(weights, 0, stride, inputs);
  }

  @Override
  public void startBackward() {
    transposed.packTransposed(weights, 0, stride, inputs, outputs);
  }

  @Override
  public List<Runnable> gradientParts() {
    List<Runnable> parts = new ArrayList<>();
    for (int from = 0; from < inputs; from += INPUTS_AT_ONCE) {
      WeightSum sum = new WeightSum(from, Math.min(INPUTS_AT_ONCE, inputs - from), outputs);
      parts.add(() -> sum.run(uses, weightGradient));
    }
    if (hasBias()) {
      parts.add(this::sumBias);
    }
    return parts;
  }

  private void sumBias() {
    Arrays.fill(biasGradient, 0f);
    for (Linear use : uses) {
      float[] dy = use.y().gradient();
      for (int item = 0; item < use.items(); item++) {
        for (int o = 0; o < outputs; o++) {
          biasGradient[o] += dy[item * outputs + o];
        }
      }
    }
  }

  @Override
  public void store(FloatBlock target, int at) {
    for (int i = 0; i < inputs; i++) {
      target.put(at + i * outputs, weightGradient, i * stride, outputs);
    }
    if (hasBias()) {
      target.put(at + inputs * outputs, biasGradient, 0, outputs);
    }
  }
}
