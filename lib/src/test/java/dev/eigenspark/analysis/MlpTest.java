package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.rng.CounterRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MlpTest {
  private static final Mlp NETWORK = new Mlp(List.of(4, 6, 5, 3));
  private static final Matrix X = gaussian(7, 4, 1);

  /** The loss below is what the network gives times these numbers. */
  private static final Matrix OF_LOGITS = gaussian(7, 3, 2);

  private static final List<Matrix> OF_HIDDEN = List.of(gaussian(7, 6, 3), gaussian(7, 5, 4));

  private static Matrix gaussian(int rows, int cols, int seed) {
    CounterRandom random = new CounterRandom(seed, 0, 0);
    double[] values = new double[rows * cols];
    Arrays.setAll(values, k -> random.nextGaussian());
    return new Matrix(rows, cols, values);
  }

  /** Start values with biases that are not 0. */
  private static double[] parameters() {
    double[] parameters = NETWORK.start(5);
    Matrix noise = gaussian(1, parameters.length, 6);
    Arrays.setAll(parameters, k -> parameters[k] + 0.1 * noise.at(0, k));
    return parameters;
  }

  private static double loss(double[] parameters) {
    Mlp.Pass pass = NETWORK.forward(parameters, X);
    double loss = inner(pass.logits(), OF_LOGITS);
    for (int l = 0; l < OF_HIDDEN.size(); l++) {
      loss += inner(pass.hidden().get(l), OF_HIDDEN.get(l));
    }
    return loss;
  }

  private static double inner(Matrix a, Matrix b) {
    double sum = 0;
    for (int k = 0; k < a.values().length; k++) {
      sum += a.values()[k] * b.values()[k];
    }
    return sum;
  }

  @Test
  void hasTheParametersOfItsLayers() {
    assertThat(NETWORK.depth()).isEqualTo(2);
    assertThat(NETWORK.parameters()).isEqualTo(5 * 6 + 7 * 5 + 6 * 3);
  }

  @Test
  void computesItsEquations() {
    // One input, two units of which one is off, one output: 3 * (2 * 5 + 1) + 7.
    Mlp small = new Mlp(List.of(1, 2, 1));
    double[] parameters = {2, -2, 1, 0, 3, 100, 7};
    Mlp.Pass pass = small.forward(parameters, new Matrix(1, 1, new double[] {5}));
    assertThat(pass.hidden().get(0).values()).containsExactly(11, 0);
    assertThat(pass.logits().values()).containsExactly(40);
  }

  @Test
  void wayBackIsThatOfFiniteDifferences() {
    double[] parameters = parameters();
    Mlp.Pass pass = NETWORK.forward(parameters, X);
    double[] gradient = NETWORK.backward(parameters, pass, OF_LOGITS, OF_HIDDEN);
    for (int k = 0; k < parameters.length; k++) {
      double[] moved = parameters.clone();
      double step = 1e-6;
      moved[k] = parameters[k] + step;
      double up = loss(moved);
      moved[k] = parameters[k] - step;
      assertThat(gradient[k]).isCloseTo((up - loss(moved)) / (2 * step), within(1e-7));
    }
  }

  @Test
  void hiddenLayersNeedNoReaderOfTheirOwn() {
    double[] parameters = parameters();
    Mlp.Pass pass = NETWORK.forward(parameters, X);
    List<Matrix> nothing =
        List.of(new Matrix(7, 6, new double[7 * 6]), new Matrix(7, 5, new double[7 * 5]));
    assertThat(NETWORK.backward(parameters, pass, OF_LOGITS, List.of()))
        .containsExactly(NETWORK.backward(parameters, pass, OF_LOGITS, nothing));
  }

  @Test
  void startsWithWeightsOfTheRightSizeAndNoBiases() {
    double[] start = new Mlp(List.of(50, 400, 2)).start(1);
    double square = Arrays.stream(start, 0, 50 * 400).map(w -> w * w).sum() / (50 * 400);
    assertThat(square).isCloseTo(2.0 / 50, within(.002));
    assertThat(Arrays.copyOfRange(start, 50 * 400, 51 * 400)).containsOnly(0);
  }

  @Test
  void accuracyCountsHits() {
    // The logits of a point x are [x, 1].
    Mlp identity = new Mlp(List.of(1, 1, 2));
    double[] parameters = {1, 0, 1, 0, 0, 1};
    Matrix x = new Matrix(4, 1, new double[] {3, 0.5, 2, 0});
    int[] labels = {0, 0, 1, 1};
    assertThat(identity.accuracy(parameters, new GaussianClasses.Points(x, labels))).isEqualTo(.5);
  }
}
