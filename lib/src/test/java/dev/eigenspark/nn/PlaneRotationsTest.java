package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Eigen;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.Svd;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaneRotationsTest {

  @ParameterizedTest
  @CsvSource({"2, 1", "2, 2", "3, 2", "8, 5", "9, 9", "128, 2", "128, 128"})
  void isARotation(int hidden, int capacity) {
    Matrix v = value(hidden, capacity);
    Matrix product = v.transposed().times(v);
    assertThat(product.values()).containsExactly(Matrix.identity(hidden).values(), within(1e-12));
    Eigen eigen = Eigen.values(v);
    double angles = 0;
    for (int i = 0; i < hidden; i++) {
      angles += Math.atan2(eigen.im()[i], eigen.re()[i]);
    }
    // A determinant of -1 would leave a lone eigenvalue -1.
    assertThat(angles).isCloseTo(0, within(1e-9));
  }

  @Test
  void oneLayerTurnsNeighboursByTheirAngles() {
    Matrix v = new PlaneRotations(1).map(3).forward(new double[] {0.3});
    double c = Math.cos(0.3);
    double s = Math.sin(0.3);
    // h V = (c h_0 - s h_1, s h_0 + c h_1, h_2).
    assertThat(v.values())
        .containsExactly(new double[] {c, s, 0, -s, c, 0, 0, 0, 1}, within(1e-15));
  }

  @Test
  void eachLayerWidensTheBandByOne() {
    int n = 10;
    for (int capacity = 1; capacity <= n; capacity++) {
      Matrix v = value(n, capacity);
      int widest = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (v.at(i, j) != 0) {
            widest = Math.max(widest, Math.abs(i - j));
          }
        }
      }
      assertThat(widest).isEqualTo(Math.min(capacity, n - 1));
    }
  }

  @Test
  void asManyLayersAsUnitsHaveTheFreedomOfARotation() {
    for (int n : new int[] {2, 3, 6, 7}) {
      assertThat(size(n, n)).isEqualTo(n * (n - 1) / 2);
      // Every angle then moves V in a direction of its own.
      assertThat(rank(n)).isEqualTo(n * (n - 1) / 2);
    }
    assertThat(size(128, 2)).isEqualTo(64 + 63);
  }

  /** Rank of the derivative of V by the angles. */
  private static int rank(int n) {
    MatrixMap map = new PlaneRotations(n).map(n);
    map.forward(angles(size(n, n)));
    double[][] rows = new double[n * n][];
    for (int i = 0; i < n * n; i++) {
      double[] element = new double[n * n];
      element[i] = 1;
      rows[i] = map.backward(new Matrix(n, n, element));
    }
    int rank = 0;
    for (double sigma : Svd.values(Matrix.of(rows))) {
      rank += sigma > 1e-6 ? 1 : 0;
    }
    return rank;
  }

  @Test
  void startAnglesFillTheTurn() {
    ParameterSpec theta = new PlaneRotations(20).specs(100).get(0);
    float[] angles = new float[theta.size()];
    Init.Shape shape = new Init.Shape(1, angles.length, 100, 100);
    theta.init().fill(angles, shape, new CounterRandom(1, Streams.INIT, 0));
    double squares = 0;
    for (float angle : angles) {
      assertThat(angle).isBetween(-3.14f, 3.14f);
      squares += angle * angle / angles.length;
    }
    assertThat(squares).isCloseTo(3.14 * 3.14 / 3, within(0.3));
  }

  @Test
  void refusesLayersThatCannotBeHad() {
    assertThatThrownBy(() -> new PlaneRotations(0).specs(4))
        .hasMessage("capacity 0 must be in [1, 4] and hidden at least 2");
    assertThatThrownBy(() -> new PlaneRotations(5).specs(4)).hasMessageContaining("[1, 4]");
    assertThatThrownBy(() -> new PlaneRotations(1).specs(1)).hasMessageContaining("at least 2");
  }

  private static Matrix value(int hidden, int capacity) {
    return new PlaneRotations(capacity).map(hidden).forward(angles(size(hidden, capacity)));
  }

  private static int size(int hidden, int capacity) {
    return new PlaneRotations(capacity).specs(hidden).get(0).size();
  }

  private static double[] angles(int count) {
    CounterRandom random = new CounterRandom(5, Streams.INIT, 0);
    double[] angles = new double[count];
    for (int i = 0; i < count; i++) {
      angles[i] = Math.PI * (2 * random.nextDouble() - 1);
    }
    return angles;
  }
}
