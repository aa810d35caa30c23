package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Eigen;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.nn.NonNormalSchur.Mask;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an average over workers does to V: in its parameters nothing, directly harm. */
class ParametrizationTest {
  private static final int N = 32;
  private static final int GENERATOR = N * (N - 1) / 2;
  private static final Parametrization ORTHOGONAL = new OrthogonalExponential(Init.SKEW_RANDOM);
  private static final Parametrization SCHUR =
      new NonNormalSchur(Init.SKEW_RANDOM, Mask.BLOCK, 0, 0);
  private static final Parametrization ROTATIONS = new PlaneRotations(6);

  @Test
  void everyParametrizationIsTriedHere() {
    assertThat(Stream.of(ORTHOGONAL, SCHUR, ROTATIONS).<Class<?>>map(Object::getClass))
        .containsExactlyInAnyOrder(Parametrization.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void averagedGeneratorsAndAnglesGiveAnOrthogonalMatrix(int workers) {
    for (Parametrization parametrization : List.of(ORTHOGONAL, ROTATIONS)) {
      for (double distance : new double[] {0.01, 0.1, 1}) {
        float[][] trained = workers(parametrization, workers, distance);
        assertThat(drift(matrix(parametrization, mean(trained)))).isLessThan(1e-6);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void averagedSchurFormsHaveTheAveragedEigenvalues(int workers) {
    float[][] trained = workers(SCHUR, workers, 0.1);
    float[] mean = mean(trained);
    // Without T the matrix is normal, and rounding V moves no eigenvalue by more than its error.
    Arrays.fill(mean, GENERATOR + N, mean.length, 0);
    Eigen eigen = Eigen.values(matrix(SCHUR, mean));
    double[] gammas = new double[N / 2];
    for (int k = 0; k < gammas.length; k++) {
      gammas[k] = -mean[GENERATOR + N / 2 + k];
    }
    Arrays.sort(gammas);
    for (int k = 0; k < N; k++) {
      assertThat(eigen.modulus(k)).isCloseTo(-gammas[k / 2], within(1e-6));
    }
  }

  @Test
  void averagedMatricesLoseOrthogonalityByTheSquareOfTheDistance() {
    double before = 0;
    for (double distance : new double[] {0.003, 0.03, 0.3}) {
      float[][] trained = workers(ORTHOGONAL, 3, distance);
      double drift = drift(meanMatrix(trained));
      assertThat(drift).isGreaterThan(1e-5);
      if (before > 0) {
        assertThat(drift / before).isBetween(80.0, 120.0);
      }
      before = drift;
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 1.5})
  void twoOppositeRotationsAverageToTheirCosine(double angle) {
    float[][] trained = new float[2][GENERATOR];
    for (int plane = 0, at = 0; plane < N / 2; plane++) {
      trained[0][at] = (float) angle;
      trained[1][at] = (float) -angle;
      at += 2 * (N - 2 * plane) - 3;
    }
    // V^T V - I = (cos^2 - 1) I.
    double expected = Math.sqrt(N) * Math.pow(Math.sin(angle), 2);
    assertThat(drift(meanMatrix(trained))).isCloseTo(expected, within(1e-5));
    assertThat(drift(matrix(ORTHOGONAL, mean(trained)))).isZero();
  }

  /** Workers around one start, whose matrices are each about {@code distance sqrt(N)} from it. */
  private static float[][] workers(Parametrization parametrization, int workers, double distance) {
    int at = 0;
    float[] start = new float[size(parametrization)];
    for (ParameterSpec spec : parametrization.specs(N)) {
      float[] part = new float[spec.size()];
      Init.Shape shape = new Init.Shape(spec.rows(), spec.cols(), spec.fanIn(), spec.fanOut());
      spec.init().fill(part, shape, new CounterRandom(3, Streams.INIT, at));
      System.arraycopy(part, 0, start, at, part.length);
      at += part.length;
    }
    float[][] trained = new float[workers][];
    for (int k = 0; k < workers; k++) {
      CounterRandom random = new CounterRandom(4, Streams.INIT, k);
      trained[k] = start.clone();
      for (int i = 0; i < start.length; i++) {
        trained[k][i] += (float) (distance / Math.sqrt(N) * random.nextGaussian());
      }
    }
    return trained;
  }

  private static int size(Parametrization parametrization) {
    return parametrization.specs(N).stream().mapToInt(ParameterSpec::size).sum();
  }

  private static float[] mean(float[][] vectors) {
    float[] mean = new float[vectors[0].length];
    for (int i = 0; i < mean.length; i++) {
      int at = i;
      mean[i] = (float) Stream.of(vectors).mapToDouble(v -> v[at]).average().orElseThrow();
    }
    return mean;
  }

  /** V as the engine has it: made in double, rounded to float. */
  private static Matrix matrix(Parametrization parametrization, float[] parameters) {
    double[] exact = new double[parameters.length];
    Arrays.setAll(exact, i -> parameters[i]);
    double[] v = parametrization.map(N).forward(exact).values();
    return new Matrix(N, N, Arrays.stream(v).map(x -> (float) x).toArray());
  }

  private static Matrix meanMatrix(float[][] trained) {
    double[] mean = new double[N * N];
    for (float[] parameters : trained) {
      double[] v = matrix(ORTHOGONAL, parameters).values();
      Arrays.setAll(mean, i -> mean[i] + v[i] / trained.length);
    }
    return new Matrix(N, N, mean);
  }

  /** {@code ||V^T V - I||} in the Frobenius norm. */
  private static double drift(Matrix v) {
    return v.transposed().times(v).minus(Matrix.identity(N)).frobeniusNorm();
  }
}
