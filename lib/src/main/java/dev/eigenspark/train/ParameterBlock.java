package dev.eigenspark.train;

/**
 * A named parameter in a network's flat vector.
 *
 * @param name {@code layer.parameter}
 * @param from its first number
 * @param length numbers
 */
public record ParameterBlock(String name, int from, int length) {
  boolean contains(long index) {
    return index >= from && index < (long) from + length;
  }
}
