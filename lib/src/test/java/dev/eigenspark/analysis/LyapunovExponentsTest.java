package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.SampleMean;
import dev.eigenspark.analysis.LyapunovExponents.Trajectory;
import dev.eigenspark.linalg.Eigen;
import dev.eigenspark.linalg.GramSchmidt;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.nn.StateDynamics;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Systems whose exponents are known. */
class LyapunovExponentsTest {
  private static final double[] NO_INPUT = {};

  /** {@code s_t = s_{t-1} V}. */
  private record Linear(Matrix v) implements StateDynamics {
    @Override
    public int size() {
      return v.rows();
    }

    @Override
    public void step(double[] x, double[] state, double[][] tangents) {
      times(state);
      Arrays.stream(tangents).forEach(this::times);
    }

    private void times(double[] row) {
      double[] product = new Matrix(1, row.length, row.clone()).times(v).values();
      System.arraycopy(product, 0, row, 0, row.length);
    }
  }

  /** Henon's map: {@code (x, y) -> (1 - 1.4 x^2 + y, 0.3 x)}. */
  private record Henon() implements StateDynamics {
    @Override
    public int size() {
      return 2;
    }

    @Override
    public void step(double[] x, double[] state, double[][] tangents) {
      for (double[] tangent : tangents) {
        double first = -2.8 * state[0] * tangent[0] + tangent[1];
        tangent[1] = 0.3 * tangent[0];
        tangent[0] = first;
      }
      double first = 1 - 1.4 * state[0] * state[0] + state[1];
      state[1] = 0.3 * state[0];
      state[0] = first;
    }
  }

  private static double[] exponents(StateDynamics dynamics, int count, int steps, int burnIn) {
    double[] start = new double[dynamics.size()];
    Arrays.fill(start, 0.1);
    return LyapunovExponents.along(
        dynamics,
        new Trajectory(start, steps, burnIn, t -> NO_INPUT),
        directions(count, start.length));
  }

  private static double[][] directions(int count, int size) {
    CounterRandom random = new CounterRandom(5, Streams.SYNTHETIC, 0);
    double[][] rows = new double[count][size];
    for (double[] row : rows) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    GramSchmidt.orthonormalize(rows);
    return rows;
  }

  private static Matrix gaussian(int n, double scale) {
    CounterRandom random = new CounterRandom(8, Streams.SYNTHETIC, 0);
    double[] values = new double[n * n];
    Arrays.setAll(values, i -> scale * random.nextGaussian());
    return new Matrix(n, n, values);
  }

  private static Matrix scaled(double factor, Matrix matrix) {
    double[] values = Arrays.stream(matrix.values()).map(value -> factor * value).toArray();
    return new Matrix(matrix.rows(), matrix.cols(), values);
  }

  @Test
  void anOrthogonalMatrixHasZeros() {
    Matrix v = Matrix.of(directions(20, 20));
    for (int count : new int[] {1, 7, 20}) {
      assertThat(exponents(new Linear(v), count, 50, 0))
          .containsExactly(new double[count], within(1e-14));
    }
  }

  @Test
  void aScaledOrthogonalMatrixHasTheLogarithmOfItsFactor() {
    Matrix v = scaled(0.6, Matrix.of(directions(12, 12)));
    double[] expected = new double[12];
    Arrays.fill(expected, Math.log(0.6));
    assertThat(exponents(new Linear(v), 12, 30, 0)).containsExactly(expected, within(1e-14));
  }

  @Test
  void aDiagonalMatrixHasTheLogarithmsInOrder() {
    Matrix v = Matrix.of(new double[] {0.5, 0, 0}, new double[] {0, -2, 0}, new double[] {0, 0, 1});
    assertThat(exponents(new Linear(v), 3, 400, 200))
        .containsExactly(new double[] {Math.log(2), 0, -Math.log(2)}, within(1e-14));
  }

  @Test
  void aMatrixThatIsNotNormalHasTheModuliOfItsEigenvalues() {
    Matrix v = Matrix.of(new double[] {0.9, 8}, new double[] {0.01, 0.3});
    Eigen eigen = Eigen.values(v);
    assertThat(exponents(new Linear(v), 2, 400, 200))
        .containsExactly(
            new double[] {Math.log(eigen.modulus(0)), Math.log(eigen.modulus(1))}, within(1e-13));
  }

  @Test
  void allExponentsOfALinearSystemSumToItsVolume() {
    Matrix v = gaussian(15, 0.4);
    Eigen eigen = Eigen.values(v);
    double volume = 0;
    for (int i = 0; i < eigen.size(); i++) {
      volume += Math.log(eigen.modulus(i));
    }
    double[] found = exponents(new Linear(v), 15, 40, 3);
    assertThat(DoubleStream.of(found).sum()).isCloseTo(volume, within(1e-11));
  }

  @Test
  void fewerExponentsAreTheFirstOfAll() {
    Matrix v = gaussian(15, 0.4);
    double[] all = exponents(new Linear(v), 15, 40, 3);
    assertThat(exponents(new Linear(v), 4, 40, 3)).isEqualTo(Arrays.copyOf(all, 4));
  }

  /**
   * J. C. Sprott, Chaos and time-series analysis, 2003: 0.41922, -1.62319 and dimension 1.25827.
   */
  @Test
  void henonsMapHasItsPublishedExponents() {
    double[] found = exponents(new Henon(), 2, 100_000, 1000);
    assertThat(found[0]).isCloseTo(0.41922, within(0.005));
    assertThat(found[0] + found[1]).isCloseTo(Math.log(0.3), within(1e-12));
    LyapunovAt at =
        new LyapunovAt("henon", 0, DoubleStream.of(found).mapToObj(SampleMean.NONE::plus).toList());
    assertThat(at.dimension()).isCloseTo(1.25827, within(0.005));
  }

  @Test
  void aDirectionThatIsLostHasMinusInfinity() {
    Matrix v = Matrix.of(new double[] {3, 0, 0}, new double[] {0, 2, 1}, new double[] {0, 0, 0});
    double[] found = exponents(new Linear(v), 3, 400, 200);
    assertThat(found[0]).isCloseTo(Math.log(3), within(1e-13));
    assertThat(found[1]).isCloseTo(Math.log(2), within(1e-13));
    assertThat(found[2]).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void aStateThatOverflowsHasNoExponents() {
    Matrix v = scaled(10, Matrix.identity(2));
    assertThat(exponents(new Linear(v), 2, 400, 0)).containsOnly(Double.NaN);
  }
}
