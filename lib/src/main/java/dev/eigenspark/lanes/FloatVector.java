package dev.eigenspark.lanes;

/**
 * One float.
 *
 * @param value the only lane
 */
public record FloatVector(float value) {
  /** The only shape. */
  public static final VectorSpecies<Float> SPECIES_PREFERRED = new VectorSpecies<>(1);

  /** The element at {@code at}. */
  public static FloatVector fromArray(VectorSpecies<Float> species, float[] source, int at) {
    return new FloatVector(source[at]);
  }

  /** The value itself. */
  public static FloatVector broadcast(VectorSpecies<Float> species, float value) {
    return new FloatVector(value);
  }

  /** Writes the element at {@code at}. */
  public void intoArray(float[] target, int at) {
    target[at] = value;
  }

  /** {@code this + other}. */
  public FloatVector add(FloatVector other) {
    return new FloatVector(value + other.value);
  }

  /** {@code this - other}. */
  public FloatVector sub(FloatVector other) {
    return new FloatVector(value - other.value);
  }

  /** {@code this - other}. */
  public FloatVector sub(float other) {
    return new FloatVector(value - other);
  }

  /** {@code this * other}. */
  public FloatVector mul(FloatVector other) {
    return new FloatVector(value * other.value);
  }

  /** {@code this * other}. */
  public FloatVector mul(float other) {
    return new FloatVector(value * other);
  }

  /** {@code this / other}. */
  public FloatVector div(FloatVector other) {
    return new FloatVector(value / other.value);
  }

  /** {@code this * factor + term}, rounded once. */
  public FloatVector fma(FloatVector factor, FloatVector term) {
    return new FloatVector(Math.fma(value, factor.value, term.value));
  }

  /** The magnitude. */
  public FloatVector abs() {
    return new FloatVector(Math.abs(value));
  }

  /** The bits as an int. */
  public IntVector viewAsIntegralLanes() {
    return new IntVector(Float.floatToRawIntBits(value));
  }
}
