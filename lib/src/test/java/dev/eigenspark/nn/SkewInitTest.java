package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Eigen;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkewInitTest {

  @ParameterizedTest
  @CsvSource({"SKEW_HENAFF, 3.1416", "SKEW_CAYLEY, 1", "SKEW_RANDOM, 3.1416"})
  void anglesFillTheirRange(Init start, double largest) {
    int n = 200;
    Eigen eigen = Eigen.values(skew(n, start));
    double mean = 0;
    for (int i = 0; i < n; i++) {
      assertThat(eigen.modulus(i)).isLessThan(largest);
      assertThat(eigen.re()[i]).isCloseTo(0, within(1e-5));
      mean += eigen.modulus(i) / n;
    }
    // Uniform angles average to half the range; tan(u / 2) to 2 ln 2 / pi.
    double expected = start == Init.SKEW_CAYLEY ? 2 * Math.log(2) / Math.PI : Math.PI / 2;
    assertThat(mean).isCloseTo(expected, within(0.25 * expected));
  }

  @Test
  void planesLieOnNeighbours() {
    Matrix a = skew(5, Init.SKEW_HENAFF);
    for (int i = 0; i < 5; i++) {
      for (int j = i + 1; j < 5; j++) {
        boolean plane = i % 2 == 0 && j == i + 1;
        assertThat(a.at(i, j) < 0).as("%d, %d", i, j).isEqualTo(plane);
      }
    }
  }

  @Test
  void randomHasNoPreferredBasis() {
    Matrix a = skew(60, Init.SKEW_RANDOM);
    double diagonal = 0;
    for (int i = 0; i < 30; i++) {
      diagonal += a.at(2 * i, 2 * i + 1) * a.at(2 * i, 2 * i + 1);
    }
    // The pairs of a start in planes would hold the whole norm; here they hold their share.
    assertThat(2 * diagonal).isLessThan(0.1 * a.frobeniusNorm() * a.frobeniusNorm());
  }

  @Test
  void needsATriangle() {
    CounterRandom random = new CounterRandom(1, Streams.INIT, 0);
    assertThatThrownBy(
            () -> Init.SKEW_CAYLEY.fill(new float[4], new Init.Shape(2, 2, 2, 2), random))
        .hasMessageContaining("strict triangle");
  }

  private static Matrix skew(int n, Init start) {
    float[] upper = new float[n * (n - 1) / 2];
    start.fill(upper, new Init.Shape(1, upper.length, n, n), new CounterRandom(2, Streams.INIT, 0));
    double[] a = new double[n * n];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        a[i * n + j] = upper[at];
        a[j * n + i] = -upper[at++];
      }
    }
    return new Matrix(n, n, a);
  }
}
