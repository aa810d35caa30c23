package dev.eigenspark.lanes;

/**
 * One int.
 *
 * @param value the only lane
 */
public record IntVector(int value) {
  /** {@code this + other}. */
  public IntVector add(IntVector other) {
    return new IntVector(value + other.value);
  }

  /** {@code this + other}. */
  public IntVector add(int other) {
    return new IntVector(value + other);
  }

  /** {@code -this}. */
  public IntVector neg() {
    return new IntVector(-value);
  }

  /** The smaller of the two. */
  public IntVector min(int other) {
    return new IntVector(Math.min(value, other));
  }

  /** {@code ~this}. */
  public IntVector not() {
    return new IntVector(~value);
  }

  /** {@code this & mask}. */
  public IntVector and(int mask) {
    return new IntVector(value & mask);
  }

  /** {@code this & mask}. */
  public IntVector and(IntVector mask) {
    return new IntVector(value & mask.value);
  }

  /** {@code this | other}. */
  public IntVector or(IntVector other) {
    return new IntVector(value | other.value);
  }

  /** A shift. */
  public IntVector lanewise(VectorOperators operator, int count) {
    return switch (operator) {
      case LSHL -> new IntVector(value << count);
      case ASHR -> new IntVector(value >> count);
      default -> throw new IllegalArgumentException(operator.toString());
    };
  }

  /** Bits of both. */
  public IntVector lanewise(VectorOperators operator, IntVector other) {
    if (operator != VectorOperators.XOR) {
      throw new IllegalArgumentException(operator.toString());
    }
    return new IntVector(value ^ other.value);
  }

  /** The bits as a float. */
  public FloatVector viewAsFloatingLanes() {
    return new FloatVector(Float.intBitsToFloat(value));
  }
}
