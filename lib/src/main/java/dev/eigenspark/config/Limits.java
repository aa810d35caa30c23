package dev.eigenspark.config;

/**
 * Range checks for compact constructors. Each message begins with the component's name, so that
 * {@link Section} can put the full key and the place in the file before it.
 */
public final class Limits {
  private Limits() {}

  /** A whole number that may not be too small. */
  public static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " = " + value + " must be at least " + least);
    }
  }

  /** A number above 0. */
  public static void positive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + " = " + value + " must be greater than 0");
    }
  }

  /** Decay rates: 0 forgets at once, 1 would never forget. */
  static void decay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " = " + value + " must be in [0, 1)");
    }
  }
}
