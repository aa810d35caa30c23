package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.Schur;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearMemoryTest {
  /** So many steps that the sum of the noise has settled for every stable matrix here. */
  private static final int FOREVER = 2048;

  /**
   * J_tot over 150 lags, computed with 600 bits. The paper's own table has 16.2, 20.5, 16.3, 20.4
   * for the last rows with d = 0.2, which is round-off of an explicit inverse.
   */
  @ParameterizedTest
  @CsvSource({
    "0.95, 0, 0, 3.0327021",
    "1, 0, 0, 5.1873775",
    "1.05, 0, 0, 12.087272",
    "0.95, 0.005, 0, 3.1757676",
    "1, 0.005, 0, 5.3014258",
    "1.05, 0.005, 0, 12.086536",
    "0.95, 0, 0.2, 11.939276",
    "1, 0, 0.2, 16.297536",
    "1.05, 0, 0.2, 20.834701",
    "0.95, 0.005, 0.2, 12.089420",
    "1, 0.005, 0.2, 16.390299",
    "1.05, 0.005, 0.2, 20.882377"
  })
  void delayLinesHaveTheExactMemory(double alpha, double beta, double d, double exact) {
    LinearMemory memory = new LinearMemory(DelayLine.of(100, alpha, beta, d), FOREVER);

    double total = Arrays.stream(memory.curve(DelayLine.source(100))).limit(150).sum();
    double lastDigit = Math.pow(10, Math.floor(Math.log10(exact)) - 7);
    assertThat(total).isCloseTo(exact, within(lastDigit / 2 * 1.01));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.95, 1, 1.05})
  void pureDelayLineHasTheClosedForm(double alpha) {
    int n = 100;
    double[] curve = new LinearMemory(DelayLine.of(n, alpha, 0, 0), 256).curve(DelayLine.source(n));

    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += Math.pow(alpha, 2 * k);
      assertThat(curve[k]).isCloseTo(Math.pow(alpha, 2 * k) / sum, within(1e-12));
    }
    assertThat(Arrays.copyOfRange(curve, n, 256)).containsOnly(0);
  }

  @Test
  void agreesWithTheDefinition() {
    int n = 5;
    int horizon = 8;
    Matrix v = random(n, 1);
    double[] u = random(n, 2).values();
    Matrix row = new Matrix(1, n, Arrays.copyOf(u, n));
    Matrix power = Matrix.identity(n);
    Matrix noise = new Matrix(n, n, new double[n * n]);
    for (int k = 0; k < horizon; k++) {
      noise = noise.minus(negative(power.transposed().times(power)));
      power = power.times(v);
    }
    double[] curve = new LinearMemory(v, horizon).curve(row.values());
    for (int k = 0; k < horizon; k++) {
      assertThat(curve[k]).isCloseTo(quadraticForm(noise, row.values()), within(1e-10));
      row = row.times(v);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.99, 1, 1.04, 1.3})
  void normalMatricesRememberOneInEveryDirection(double radius) {
    int n = 12;
    Matrix turn = rotations(n, radius);
    Matrix q = Schur.of(random(n, 3)).q();
    LinearMemory memory = new LinearMemory(q.times(turn).times(q.transposed()), 256);

    double[] u = DelayLine.source(n);
    assertThat(Arrays.stream(memory.curve(u)).sum()).isCloseTo(1, within(1e-12));
    double[] best = memory.curve(memory.bestDirection());
    assertThat(Arrays.stream(best).sum()).isCloseTo(1, within(1e-12));
    double ratio = radius * radius;
    for (int k = 0; k + 1 < best.length; k++) {
      assertThat(best[k + 1]).isCloseTo(ratio * best[k], within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2})
  void noDirectionRemembersMoreThanTheBestNorThatMoreThanTheUnits(double scale) {
    int n = 10;
    double[] values = random(n, 4).values();
    Arrays.setAll(values, i -> scale * values[i]);
    LinearMemory memory = new LinearMemory(new Matrix(n, n, values), 128);

    double best = Arrays.stream(memory.curve(memory.bestDirection())).sum();
    assertThat(best).isBetween(1.0, (double) n);
    double all = 0;
    double[] mean = new double[memory.meanCurve().length];
    for (int i = 0; i < n; i++) {
      double[] unit = new double[n];
      unit[i] = 1;
      double[] curve = memory.curve(unit);
      double total = Arrays.stream(curve).sum();
      assertThat(total).isLessThanOrEqualTo(best + 1e-12);
      all += total;
      Arrays.setAll(mean, k -> mean[k] + curve[k] / n);
    }
    // The trace of C^-1 C.
    assertThat(all).isCloseTo(n, within(1e-11));
    assertThat(memory.meanCurve()).containsExactly(mean, within(1e-12));
  }

  @Test
  void theSourceOfADelayLineIsItsBestDirection() {
    double[] best = new LinearMemory(DelayLine.of(30, 1, 0, 0), 64).bestDirection();

    assertThat(Math.abs(best[0])).isCloseTo(1, within(1e-12));
  }

  @Test
  void anExplodingMatrixIsFollowedAsFarAsDoublesGo() {
    double[] curve = new LinearMemory(Matrix.of(new double[] {4}), 1024).meanCurve();

    // 4^15 is fine, 4^31 is not.
    assertThat(curve).hasSize(16);
    for (int k = 0; k < 16; k++) {
      double exact = Math.pow(16, k) * 15 / (Math.pow(16, 16) - 1);
      assertThat(curve[k]).isCloseTo(exact, within(1e-12));
    }
  }

  private static Matrix rotations(int n, double radius) {
    double[] values = new double[n * n];
    for (int i = 0; i < n; i += 2) {
      values[i * n + i] = radius * Math.cos(i + 0.3);
      values[i * n + i + 1] = -radius * Math.sin(i + 0.3);
      values[(i + 1) * n + i] = radius * Math.sin(i + 0.3);
      values[(i + 1) * n + i + 1] = radius * Math.cos(i + 0.3);
    }
    return new Matrix(n, n, values);
  }

  private static Matrix random(int n, long row) {
    CounterRandom random = new CounterRandom(5, Streams.INIT, row);
    double[] values = new double[n * n];
    Arrays.setAll(values, i -> random.nextDouble() - 0.5);
    return new Matrix(n, n, values);
  }

  private static Matrix negative(Matrix m) {
    return new Matrix(m.rows(), m.cols(), new double[m.values().length]).minus(m);
  }

  /** {@code x C^-1 x^T} by Gaussian elimination, C positive definite. */
  private static double quadraticForm(Matrix c, double[] x) {
    int n = x.length;
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = Arrays.copyOf(Arrays.copyOfRange(c.values(), i * n, i * n + n), n + 1);
      a[i][n] = x[i];
    }
    for (int p = 0; p < n; p++) {
      for (int i = 0; i < n; i++) {
        double factor = i == p ? 0 : a[i][p] / a[p][p];
        for (int j = p; j <= n; j++) {
          a[i][j] -= factor * a[p][j];
        }
      }
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[i] * a[i][n] / a[i][i];
    }
    return sum;
  }
}
