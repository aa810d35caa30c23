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
    long size = Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
    if (size != values.length) {
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
}
