package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.util.Arrays;

/**
 * A named float32 array in row-major order.
 *
 * @param name dotted name, for instance {@code recurrent.V}
 * @param shape size of each dimension
 * @param values elements, the last dimension fastest
 */
public record Tensor(String name, int[] shape, float[] values) {
  /** Validates that shape and values fit. */
  public Tensor {
    if (elements(name, shape) != values.length) {
      throw Failure.data(
          "tensor '"
              + name
              + "': shape "
              + Arrays.toString(shape)
              + " does not hold "
              + values.length
              + " values");
    }
  }

  /** Elements that {@code shape} holds; refuses negative sizes and products beyond 64 bits. */
  static long elements(String name, int[] shape) {
    long product = 1;
    for (int size : shape) {
      if (size < 0 || Math.multiplyHigh(product, size) != 0 || product * size < 0) {
        throw Failure.data("tensor '" + name + "': impossible shape " + Arrays.toString(shape));
      }
      product *= size;
    }
    return product;
  }
}
