package dev.eigenspark.nn;

/** Sums of squares of floats, in double. */
final class SquaredNorm {
  private static final int CHAINS = 4;

  private SquaredNorm() {}

  /** That of {@code count} values. */
  static double of(float[] values, int from, int count) {
    // Chains of their own, since one addition waits for the one before.
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int whole = from + count / CHAINS * CHAINS;
    for (int i = from; i < whole; i += CHAINS) {
      first += square(values[i]);
      second += square(values[i + 1]);
      third += square(values[i + 2]);
      fourth += square(values[i + 3]);
    }
    for (int i = whole; i < from + count; i++) {
      first += square(values[i]);
    }
    return first + second + (third + fourth);
  }

  private static double square(double value) {
    return value * value;
  }
}
