package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Eigen;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.NonNormality;
import dev.eigenspark.linalg.Svd;
import dev.eigenspark.nn.NonNormalSchur.Mask;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the parametrized matrices must be, in double. */
class MatrixMapTest {
  private static final int N = 8;
  private static final int THETA = N * (N - 1) / 2;
  private static final int GAMMA = THETA + N / 2;
  private static final int T = GAMMA + N / 2;

  static Stream<Parametrization> parametrizations() {
    return Stream.of(
        new OrthogonalExponential(Init.SKEW_HENAFF),
        schur(Mask.BLOCK),
        schur(Mask.STRICT),
        new PlaneRotations(5));
  }

  @Test
  void withoutTriangleAndAtRadiusOneVIsOrthogonal() {
    double[] p = point(Mask.BLOCK);
    Arrays.fill(p, GAMMA, T, 1);
    Arrays.fill(p, T, p.length, 0);
    Matrix r = schur(Mask.BLOCK).map(N).forward(p);
    assertClose(r.transposed().times(r).values(), Matrix.identity(N).values(), 1e-12);
  }

  @Test
  void withoutTriangleVIsNormalWithSingularValuesGamma() {
    double[] p = point(Mask.BLOCK);
    Arrays.fill(p, T, p.length, 0);
    Matrix r = schur(Mask.BLOCK).map(N).forward(p);
    assertClose(r.times(r.transposed()).values(), r.transposed().times(r).values(), 1e-12);
    assertClose(sorted(Svd.values(r)), twice(Arrays.copyOfRange(p, GAMMA, T)), 1e-12);
  }

  @Test
  void blockMaskKeepsTheSpectrumWhateverTheTriangle() {
    double[] p = point(Mask.BLOCK);
    Eigen eigen = Eigen.values(schur(Mask.BLOCK).map(N).forward(p));
    for (int k = 0; k < N / 2; k++) {
      double re = p[GAMMA + k] * Math.cos(p[THETA + k]);
      double im = p[GAMMA + k] * Math.sin(p[THETA + k]);
      assertThat(distance(eigen, re, im)).isLessThan(1e-10);
      assertThat(distance(eigen, re, -im)).isLessThan(1e-10);
    }
  }

  @Test
  void strictMaskMovesTheEigenvaluesOfItsBlocks() {
    double[] p = point(Mask.STRICT);
    Eigen eigen = Eigen.values(schur(Mask.STRICT).map(N).forward(p));
    int inBlock = T;
    for (int k = 0; k < N / 2; k++) {
      double re = p[GAMMA + k] * Math.cos(p[THETA + k]);
      double sine = p[GAMMA + k] * Math.sin(p[THETA + k]);
      double square = sine * (p[inBlock] - sine);
      double root = Math.sqrt(Math.abs(square));
      double[] high = square < 0 ? new double[] {re, root} : new double[] {re + root, 0};
      double[] low = square < 0 ? new double[] {re, -root} : new double[] {re - root, 0};
      assertThat(distance(eigen, high[0], high[1])).isLessThan(1e-10);
      assertThat(distance(eigen, low[0], low[1])).isLessThan(1e-10);
      inBlock += (N - 1 - 2 * k) + (N - 2 - 2 * k);
    }
  }

  @Test
  void blockMaskHasTheInvariantsOfItsSchurForm() {
    double[] p = point(Mask.BLOCK);
    Matrix r = schur(Mask.BLOCK).map(N).forward(p);
    double trace = 0;
    double expectedTrace = 0;
    double squares = 0;
    double determinant = 1;
    for (int k = 0; k < N / 2; k++) {
      trace += r.at(2 * k, 2 * k) + r.at(2 * k + 1, 2 * k + 1);
      expectedTrace += 2 * p[GAMMA + k] * Math.cos(p[THETA + k]);
      squares += 2 * p[GAMMA + k] * p[GAMMA + k];
      determinant *= p[GAMMA + k] * p[GAMMA + k];
    }
    double triangle = 0;
    for (int i = T; i < p.length; i++) {
      triangle += p[i] * p[i];
    }
    assertThat(trace).isCloseTo(expectedTrace, within(1e-10));
    assertThat(r.frobeniusNorm()).isCloseTo(Math.sqrt(squares + triangle), within(1e-10));
    assertThat(NonNormality.of(r).henrici()).isCloseTo(Math.sqrt(triangle), within(1e-9));
    double product = Arrays.stream(Svd.values(r)).reduce(1, (a, b) -> a * b);
    assertThat(product).isCloseTo(determinant, within(1e-10));
  }

  @ParameterizedTest
  @EnumSource(
      value = Init.class,
      names = {"SKEW_HENAFF", "SKEW_CAYLEY"})
  void startInPlanesCommutesWithTheRotations(Init start) {
    double[] p = point(Mask.BLOCK);
    Arrays.fill(p, T, p.length, 0);
    Arrays.fill(p, 0, THETA, 0);
    float[] x = new float[THETA];
    start.fill(x, new Init.Shape(1, THETA, N, N), new CounterRandom(1, Streams.INIT, 0));
    for (int i = 0; i < THETA; i++) {
      p[i] = x[i];
    }
    Matrix r = schur(Mask.BLOCK).map(N).forward(p);
    Arrays.fill(p, 0, THETA, 0);
    Matrix lambda = schur(Mask.BLOCK).map(N).forward(p);
    assertClose(r.values(), lambda.values(), 1e-12);
  }

  @Test
  void withoutGrowthTheSchurFormIsAnOrthogonalMap() {
    double[] p = point(Mask.BLOCK);
    Arrays.fill(p, THETA, GAMMA, 0);
    Arrays.fill(p, GAMMA, T, 1);
    Arrays.fill(p, T, p.length, 0);
    // Lambda = I, so V = P P^T whatever X is, and its gradient in X vanishes.
    MatrixMap map = schur(Mask.BLOCK).map(N);
    assertClose(map.forward(p).values(), Matrix.identity(N).values(), 1e-12);
    double[] gradient = map.backward(new Matrix(N, N, uniform(N * N, 5)));
    assertClose(Arrays.copyOf(gradient, THETA), new double[THETA], 1e-12);
  }

  @Test
  void withFrozenLambdaTheSchurFormIsAnOrthogonalNetsMatrix() {
    double[] p = point(Mask.BLOCK);
    Arrays.fill(p, GAMMA, T, 1);
    Arrays.fill(p, T, p.length, 0);
    Matrix r = schur(Mask.BLOCK).map(N).forward(p);
    MatrixMap exponential = new OrthogonalExponential(Init.SKEW_HENAFF).map(N);
    Matrix rotation = exponential.forward(Arrays.copyOf(p, THETA));
    double[] lambda = new double[N * N];
    for (int i = 0; i < N; i++) {
      double angle = p[THETA + i / 2];
      lambda[i * N + i] = Math.cos(angle);
      lambda[i * N + (i ^ 1)] = i % 2 == 0 ? -Math.sin(angle) : Math.sin(angle);
    }
    Matrix expected = rotation.times(new Matrix(N, N, lambda)).times(rotation.transposed());
    assertClose(r.values(), expected.values(), 1e-12);
  }

  @Test
  void meanOfWorkersKeepsThePropertyThatTheMeanOfMatricesLoses() {
    MatrixMap map = new OrthogonalExponential(Init.SKEW_HENAFF).map(N);
    double[] one = uniform(THETA, 1);
    double[] two = uniform(THETA, 2);
    double[] mean = new double[THETA];
    double[] naive = new double[N * N];
    for (int i = 0; i < THETA; i++) {
      mean[i] = (one[i] + two[i]) / 2;
    }
    double[] first = map.forward(one).values();
    double[] second = map.forward(two).values();
    for (int i = 0; i < naive.length; i++) {
      naive[i] = (first[i] + second[i]) / 2;
    }
    for (double sigma : Svd.values(map.forward(mean))) {
      assertThat(sigma).isCloseTo(1, within(1e-12));
    }
    assertThat(Svd.values(new Matrix(N, N, naive))[N - 1]).isLessThan(0.95);
  }

  @ParameterizedTest
  @MethodSource("parametrizations")
  void backwardEqualsFiniteDifferencesWithThePenalties(Parametrization parametrization) {
    int size = parametrization.specs(N).stream().mapToInt(ParameterSpec::size).sum();
    double[] p = uniform(size, 3);
    Matrix weight = new Matrix(N, N, uniform(N * N, 4));
    MatrixMap map = parametrization.map(N);
    map.forward(p);
    double[] gradient = map.backward(weight);
    for (int i = 0; i < size; i++) {
      double kept = p[i];
      p[i] = kept + 1e-5;
      double above = objective(parametrization, map, p, weight);
      p[i] = kept - 1e-5;
      double below = objective(parametrization, map, p, weight);
      p[i] = kept;
      assertThat(gradient[i]).as("%d", i).isCloseTo((above - below) / 2e-5, within(1e-7));
    }
  }

  @ParameterizedTest
  @MethodSource("parametrizations")
  void bitsDoNotDependOnTheNumberOfThreads(Parametrization parametrization) {
    int n = 300;
    int size = parametrization.specs(n).stream().mapToInt(ParameterSpec::size).sum();
    double[] p = uniform(size, 7);
    Matrix weight = new Matrix(n, n, uniform(n * n, 8));
    MatrixMap alone = parametrization.map(n);
    double[] value = alone.forward(p).values();
    double[] gradient = alone.backward(weight);
    for (int threads : new int[] {2, 4}) {
      Threads.allow(threads);
      MatrixMap map = parametrization.map(n);
      assertThat(map.forward(p).values()).containsExactly(value);
      assertThat(map.backward(weight)).containsExactly(gradient);
    }
  }

  @AfterEach
  void useOneThread() {
    Threads.allow(1);
  }

  @Test
  void countsAreThoseOfThePaper() {
    int triangle = 128 * 127 / 2;
    assertThat(size(new OrthogonalExponential(Init.SKEW_HENAFF))).isEqualTo(triangle);
    assertThat(size(schur(Mask.STRICT))).isEqualTo(2 * triangle + 128);
    assertThat(size(schur(Mask.BLOCK))).isEqualTo(2 * triangle + 128 - 64);
    assertThatThrownBy(() -> schur(Mask.BLOCK).specs(5))
        .hasMessage("hidden 5 must be even: eigenvalues come in conjugate pairs");
  }

  private static double objective(
      Parametrization parametrization, MatrixMap map, double[] p, Matrix weight) {
    double sum = 0;
    double[] v = map.forward(p).values();
    for (int i = 0; i < v.length; i++) {
      sum += v[i] * weight.values()[i];
    }
    if (parametrization instanceof NonNormalSchur schur) {
      for (int i = GAMMA; i < T; i++) {
        sum += schur.delta() * (p[i] - 1) * (p[i] - 1);
      }
      for (int i = T; i < p.length; i++) {
        sum += schur.decay() / 2 * p[i] * p[i];
      }
    }
    return sum;
  }

  private static int size(Parametrization parametrization) {
    return parametrization.specs(128).stream().mapToInt(ParameterSpec::size).sum();
  }

  private static NonNormalSchur schur(Mask mask) {
    return new NonNormalSchur(Init.SKEW_HENAFF, mask, 0.3, 0.2);
  }

  /** X dense, moduli around 1, a triangle of size about 1. */
  private static double[] point(Mask mask) {
    double[] p = uniform(T + mask.size(N), 6);
    for (int i = THETA; i < GAMMA; i++) {
      p[i] = Math.PI * (p[i] + 1);
    }
    for (int i = GAMMA; i < T; i++) {
      p[i] = 1 + 0.2 * p[i];
    }
    return p;
  }

  private static double[] uniform(int count, long row) {
    CounterRandom random = new CounterRandom(9, Streams.INIT, row);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = 2 * random.nextDouble() - 1;
    }
    return values;
  }

  private static double distance(Eigen eigen, double re, double im) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < eigen.size(); i++) {
      least = Math.min(least, Math.hypot(eigen.re()[i] - re, eigen.im()[i] - im));
    }
    return least;
  }

  private static double[] twice(double[] values) {
    return Arrays.stream(values)
        .flatMap(v -> Arrays.stream(new double[] {v, v}))
        .sorted()
        .toArray();
  }

  private static double[] sorted(double[] values) {
    return Arrays.stream(values).sorted().toArray();
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    assertThat(actual).containsExactly(expected, within(tolerance));
  }
}
