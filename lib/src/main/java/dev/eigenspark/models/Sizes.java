package dev.eigenspark.models;

/** Checks that the options records share. */
final class Sizes {
  private Sizes() {}

  static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " = " + value + " must be at least 1");
    }
  }

  static void probability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " = " + value + " must be in [0, 1]");
    }
  }

  /** Layers of plane rotations between {@code hidden} units. */
  static void capacity(int capacity, int hidden) {
    if (hidden < 2) {
      throw new IllegalArgumentException("hidden = " + hidden + " must be at least 2: a plane");
    }
    positive("capacity", capacity);
    if (capacity > hidden) {
      throw new IllegalArgumentException(
          "capacity = "
              + capacity
              + " must be at most hidden = "
              + hidden
              + ": no rotation has more angles");
    }
  }

  static void notNegative(String name, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(name + " = " + value + " must be at least 0");
    }
  }
}
