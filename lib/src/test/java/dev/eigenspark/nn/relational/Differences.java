package dev.eigenspark.nn.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.function.DoubleSupplier;

/** Gradients against central differences in double. */
final class Differences {
  private static final double STEP = 1e-5;

  private Differences() {}

  /** Checks the gradient of a loss that reads {@code p}, to a part of the largest. */
  static void check(double[] actual, double[] p, DoubleSupplier loss, double tolerance) {
    double[] expected = new double[p.length];
    double largest = 0;
    for (int i = 0; i < p.length; i++) {
      double kept = p[i];
      p[i] = kept + STEP;
      double above = loss.getAsDouble();
      p[i] = kept - STEP;
      expected[i] = (above - loss.getAsDouble()) / (2 * STEP);
      p[i] = kept;
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    assertThat(largest).as("the gradient is not all zero").isPositive();
    for (int i = 0; i < p.length; i++) {
      assertThat(actual[i])
          .as("gradient %d", i)
          .isCloseTo(expected[i], within(tolerance * largest));
    }
  }

  /** Gaussian numbers. */
  static double[] gaussian(int count, long row) {
    CounterRandom random = new CounterRandom(31, Streams.INIT, row);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
