package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.similarity.BatchCka;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MapTrainingTest {
  private static final CkaMaps.Options OPTIONS =
      new CkaMaps.Options(
          List.of(CkaTarget.CHESS),
          4,
          3,
          3,
          List.of(6, 5, 7),
          10,
          10,
          12,
          .01,
          .5,
          3,
          5,
          .01,
          20,
          1);

  private static final MapTraining TRAINING = new MapTraining(OPTIONS);

  /** The loss as its class says it, but for what the parameters do not change. */
  private static double loss(double[] parameters, double[] original, Matrix x) {
    Mlp network = TRAINING.network();
    SoftmaxDivergence softmax = new SoftmaxDivergence(OPTIONS.temperature());
    Matrix p = softmax.probabilities(network.forward(original, x).logits());
    Mlp.Pass pass = network.forward(parameters, x);
    Matrix q = softmax.probabilities(pass.logits());
    double loss = 0;
    for (int k = 0; k < p.values().length; k++) {
      loss -= p.values()[k] * Math.log(q.values()[k]) / x.rows();
    }
    BatchCka map = new BatchCka(pass.hidden());
    LayerMap wanted = CkaTarget.CHESS.map(3);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < i; j++) {
        double apart = map.at(i, j) - wanted.at(i, j);
        loss += OPTIONS.lambda() * Math.log(Math.cosh(apart)) / 3;
      }
    }
    return loss;
  }

  @Test
  void gradientIsThatOfFiniteDifferences() {
    double[] original = TRAINING.network().start(1);
    double[] parameters = TRAINING.network().start(2);
    // Not at biases of 0: units that nothing reaches would lie on their kink.
    Arrays.setAll(parameters, k -> parameters[k] + .1 * Math.sin(k + 1));
    Matrix x = TRAINING.heldOut().x();
    double[] gradient =
        TRAINING.gradient(parameters, original, x, CkaTarget.CHESS.map(3), OPTIONS.lambda());
    for (int k = 0; k < parameters.length; k++) {
      double[] moved = parameters.clone();
      double step = 1e-6;
      moved[k] = parameters[k] + step;
      double up = loss(moved, original, x);
      moved[k] = parameters[k] - step;
      double slope = (up - loss(moved, original, x)) / (2 * step);
      assertThat(gradient[k]).isCloseTo(slope, within(1e-6));
    }
  }

  @Test
  void whatIsKeptAnswersAsWellOnThePointsItWasChosenBy() {
    CkaMaps.Options wild =
        new CkaMaps.Options(
            List.of(CkaTarget.ONES), 4, 3, 3, List.of(6, 5), 200, 40, 12, .1, .5, 50, 5, 0, 60, 1);
    MapTraining training = new MapTraining(wild);
    double[] original = training.original();
    double[] led = training.led(original, CkaTarget.ONES);
    GaussianClasses.Points chosenBy = new GaussianClasses(4, 3, 3, 1).points(60, 60);
    Mlp network = training.network();
    assertThat(network.accuracy(led, chosenBy))
        .isGreaterThanOrEqualTo(network.accuracy(original, chosenBy));
  }
}
