package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An orthogonal matrix whose units are all active hands the gradient on at its full length. */
class GradientNormTest {
  private static final int STEPS = 200;
  private static final int HIDDEN = 24;

  static Stream<Parametrization> orthogonal() {
    return Stream.of(
        new OrthogonalExponential(Init.SKEW_RANDOM), new PlaneRotations(2), new PlaneRotations(24));
  }

  @ParameterizedTest
  @MethodSource("orthogonal")
  void isTheSameAtEveryStep(Parametrization parametrization) {
    float[] v = matrix(parametrization);
    // U = I makes dL/dx_t = dL/dz_t, and a bias of 1 keeps every unit active.
    float[] weights = new float[2 * HIDDEN * HIDDEN + HIDDEN];
    System.arraycopy(v, 0, weights, 0, v.length);
    for (int i = 0; i < HIDDEN; i++) {
      weights[HIDDEN * HIDDEN + i * HIDDEN + i] = 1;
      weights[2 * HIDDEN * HIDDEN + i] = 1;
    }
    float[] dz = inputGradient(weights);
    for (int t = 0; t < STEPS; t++) {
      double squares = 0;
      for (int i = 0; i < HIDDEN; i++) {
        squares += Math.pow(dz[t * HIDDEN + i], 2);
      }
      assertThat(Math.sqrt(squares)).as("step %d", t).isCloseTo(1, within(2e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("orthogonal")
  void isKeptToTheLastDigitsInDouble(Parametrization parametrization) {
    double[] angles = start(parametrization);
    Matrix v = parametrization.map(HIDDEN).forward(angles);
    double[] dz = new double[HIDDEN];
    CounterRandom random = new CounterRandom(2, Streams.INIT, 0);
    for (int i = 0; i < HIDDEN; i++) {
      dz[i] = random.nextGaussian();
    }
    Matrix row = new Matrix(1, HIDDEN, dz);
    double kept = row.times(v.transposed()).frobeniusNorm();
    assertThat(kept).isCloseTo(row.frobeniusNorm(), within(1e-12));
  }

  private static float[] inputGradient(float[] weights) {
    RecurrentRunner.Shape shape = new RecurrentRunner.Shape(STEPS, 1, HIDDEN, HIDDEN, false);
    BatchRunner runner = new BatchRunner(Cells.get("modrelu"), shape);
    try (FloatBlock parameters = FloatBlock.allocate(weights.length);
        FloatBlock inputs = FloatBlock.allocate(STEPS * HIDDEN);
        FloatBlock epsilon = FloatBlock.allocate(STEPS * HIDDEN)) {
      parameters.write(weights);
      runner.load(parameters);
      CounterRandom random = new CounterRandom(3, Streams.INIT, 0);
      for (int i = 0; i < STEPS * HIDDEN; i++) {
        inputs.put(i, random.nextFloat() - 0.5f);
      }
      runner.copyInputs(inputs);
      runner.forward();
      // A loss at the last step alone, of length 1.
      epsilon.put(STEPS * HIDDEN - 1, 0.6f);
      epsilon.put(STEPS * HIDDEN - 2, 0.8f);
      runner.backward(epsilon, inputs);
      return inputs.read(STEPS * HIDDEN);
    }
  }

  private static float[] matrix(Parametrization parametrization) {
    Matrix v = parametrization.map(HIDDEN).forward(start(parametrization));
    return TestNetworks.floats(v.values());
  }

  private static double[] start(Parametrization parametrization) {
    ParameterSpec spec = parametrization.specs(HIDDEN).get(0);
    float[] values = new float[spec.size()];
    Init.Shape shape = new Init.Shape(1, values.length, HIDDEN, HIDDEN);
    spec.init().fill(values, shape, new CounterRandom(1, Streams.INIT, 0));
    double[] exact = new double[values.length];
    for (int i = 0; i < exact.length; i++) {
      exact[i] = values[i];
    }
    return exact;
  }
}
