package dev.eigenspark.nn.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.nn.relational.ContextNorm.Variance;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The equations of temporal context normalisation, in double. */
class TrialNormTest {
  private static final int FEATURES = 6;

  /** A trial of so many windows, of so many positions each. */
  private record Case(int window, int windows, Variance variance, int copies) {
    int size() {
      return window * windows * FEATURES;
    }

    int width() {
      return FEATURES / copies;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(9, 1, Variance.UNBIASED, 1),
        new Case(9, 1, Variance.BIASED, 1),
        new Case(3, 3, Variance.UNBIASED, 1),
        new Case(5, 1, Variance.UNBIASED, 2));
  }

  /** zhat, u and 1 / sigma of a trial. */
  private static final class Forward {
    private final double[] zhat;
    private final double[] u;
    private final double[] inverse;

    Forward(Case c, double[] z, double[] gamma, double[] beta) {
      zhat = z.clone();
      u = new double[z.length];
      inverse = new double[c.windows() * FEATURES];
      TrialNorm norm = new TrialNorm(c.window(), c.variance(), FEATURES, c.copies());
      for (int w = 0; w < c.windows(); w++) {
        int at = w * c.window() * FEATURES;
        norm.forward(zhat, u, at, FEATURES, gamma, beta, inverse, w * FEATURES);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAreThoseOfFiniteDifferences(Case c) {
    double[] z = Differences.gaussian(c.size(), 1);
    double[] gamma = Differences.gaussian(c.width(), 2);
    double[] beta = Differences.gaussian(c.width(), 3);
    double[] weights = Differences.gaussian(c.size(), 4);
    Forward forward = new Forward(c, z, gamma, beta);
    double[] dz = weights.clone();
    double[] dGamma = new double[c.width()];
    double[] dBeta = new double[c.width()];
    TrialNorm norm = new TrialNorm(c.window(), c.variance(), FEATURES, c.copies());
    for (int w = 0; w < c.windows(); w++) {
      int at = w * c.window() * FEATURES;
      norm.backward(
          dz, forward.u, at, FEATURES, gamma, forward.inverse, w * FEATURES, dGamma, dBeta);
    }
    Differences.check(dz, z, () -> loss(c, z, gamma, beta, weights), 1e-6);
    Differences.check(dGamma, gamma, () -> loss(c, z, gamma, beta, weights), 1e-6);
    Differences.check(dBeta, beta, () -> loss(c, z, gamma, beta, weights), 1e-6);
    for (int w = 0; w < c.windows(); w++) {
      for (int k = 0; k < FEATURES; k++) {
        assertThat(columnSum(dz, w * c.window(), c.window(), k)).isCloseTo(0, within(1e-12));
      }
    }
  }

  private static double loss(Case c, double[] z, double[] gamma, double[] beta, double[] weights) {
    return Differences.dot(new Forward(c, z, gamma, beta).zhat, weights);
  }

  private static double columnSum(double[] values, int first, int count, int k) {
    double sum = 0;
    for (int t = first; t < first + count; t++) {
      sum += values[t * FEATURES + k];
    }
    return sum;
  }

  @Test
  void sumsOfUAndOfItsSquaresAreAsTheEquationsSay() {
    Case c = new Case(9, 1, Variance.UNBIASED, 1);
    double[] z = Differences.gaussian(c.size(), 5);
    // A feature that hardly varies, so that the epsilon counts.
    for (int t = 0; t < 9; t++) {
      z[t * FEATURES] *= 1e-4;
    }
    double[] u = new Forward(c, z, ones(FEATURES), new double[FEATURES]).u;
    for (int k = 0; k < FEATURES; k++) {
      double mean = columnSum(z, 0, 9, k) / 9;
      double squares = 0;
      double ofU = 0;
      for (int t = 0; t < 9; t++) {
        squares += Math.pow(z[t * FEATURES + k] - mean, 2);
        ofU += Math.pow(u[t * FEATURES + k], 2);
      }
      double s2 = squares / 8;
      assertThat(columnSum(u, 0, 9, k)).isCloseTo(0, within(1e-11));
      assertThat(ofU).isCloseTo(8 * s2 / (s2 + 1e-8), within(1e-10));
    }
  }

  @Test
  void aPairKeepsOnlySigns() {
    Case c = new Case(2, 1, Variance.UNBIASED, 1);
    double[] z = {1, 2, 3, 4, 5, 6, 3, 2, 1, 0, 5.5, 60};
    double[] u = new Forward(c, z, ones(FEATURES), new double[FEATURES]).u;
    for (int k = 0; k < FEATURES; k++) {
      double expected = Math.signum(z[k] - z[FEATURES + k]) / Math.sqrt(2);
      assertThat(u[k]).isCloseTo(expected, within(1e-6));
      assertThat(u[FEATURES + k]).isEqualTo(-u[k]);
    }
  }

  @Test
  void theBiasedFormIsLargerByAKnownFactor() {
    double[] z = Differences.gaussian(9 * FEATURES, 6);
    double[] zero = new double[FEATURES];
    double[] unbiased =
        new Forward(new Case(9, 1, Variance.UNBIASED, 1), z, ones(FEATURES), zero).u;
    double[] biased = new Forward(new Case(9, 1, Variance.BIASED, 1), z, ones(FEATURES), zero).u;
    for (int i = 0; i < z.length; i++) {
      assertThat(biased[i]).isCloseTo(unbiased[i] * Math.sqrt(9.0 / 8), within(1e-6));
    }
  }

  private static double[] ones(int count) {
    double[] values = new double[count];
    Arrays.fill(values, 1);
    return values;
  }
}
