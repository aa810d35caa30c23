package dev.eigenspark.fisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class NormPenaltyTest {
  private static final ToyNetwork NETWORK = ToyNetwork.of(3, 4, 5);
  private static final double[][] INPUTS = NETWORK.inputs(6);
  private static final int[] FROZEN = {3, 1, 4, 1, 0, 2};

  private static double[] meanGradient(double[] parameters) {
    ToyNetwork network = NETWORK.at(parameters);
    double[] mean = new double[parameters.length];
    for (int i = 0; i < INPUTS.length; i++) {
      double[] g = network.lossGradient(INPUTS[i], FROZEN[i]);
      for (int j = 0; j < mean.length; j++) {
        mean[j] += g[j] / INPUTS.length;
      }
    }
    return mean;
  }

  private static double[] derivative(ToDoubleFunction<double[]> function, double[] at) {
    double[] point = at.clone();
    double[] result = new double[point.length];
    for (int i = 0; i < point.length; i++) {
      double kept = point[i];
      point[i] = kept + 1e-5;
      double above = function.applyAsDouble(point);
      point[i] = kept - 1e-5;
      double below = function.applyAsDouble(point);
      point[i] = kept;
      result[i] = (above - below) / 2e-5;
    }
    return result;
  }

  private static double error(double[] actual, double[] expected) {
    double[] gap = new double[actual.length];
    for (int i = 0; i < gap.length; i++) {
      gap[i] = actual[i] - expected[i];
    }
    return Math.sqrt(ToyNetwork.squaredNorm(gap) / ToyNetwork.squaredNorm(expected));
  }

  private static double[] penalty(double step) {
    return new NormPenalty(NormPenaltyTest::meanGradient, 0).at(NETWORK.parameters(), step);
  }

  @Test
  void isTheDerivativeOfTheSquaredNorm() {
    double[] expected =
        derivative(p -> ToyNetwork.squaredNorm(meanGradient(p)), NETWORK.parameters());
    assertThat(error(penalty(1e-5), expected)).isLessThan(1e-8);
  }

  @Test
  void theErrorFallsWithTheSquareOfTheStepUntilItRounds() {
    double[] expected =
        derivative(p -> ToyNetwork.squaredNorm(meanGradient(p)), NETWORK.parameters());
    double before = error(penalty(1e-1), expected);
    for (double step = 1e-2; step > 5e-4; step /= 10) {
      double now = error(penalty(step), expected);
      assertThat(before / now).isBetween(80.0, 125.0);
      before = now;
    }
    assertThat(error(penalty(1e-4), penalty(1e-5))).isLessThan(1e-7);
  }

  /** The gradient of Tr F is E_y[2 H g - |g|^2 g] with labels y that move with the parameters. */
  @Test
  void withTheLabelsProbabilitiesItIsTheGradientOfTheTrace() {
    double[] x = INPUTS[0];
    double[] expected =
        derivative(p -> NETWORK.at(p).trace(new double[][] {x}), NETWORK.parameters());
    double[] p = NETWORK.predict(x);
    double[] frozen = new double[expected.length];
    double[] whole = new double[expected.length];
    for (int k = 0; k < p.length; k++) {
      int label = k;
      NormPenalty.GradientAt gradient = at -> NETWORK.at(at).lossGradient(x, label);
      double[] without = new NormPenalty(gradient, 0).at(NETWORK.parameters(), 1e-5);
      double[] with = new NormPenalty(gradient, 1).at(NETWORK.parameters(), 1e-5);
      for (int i = 0; i < whole.length; i++) {
        frozen[i] += p[k] * without[i];
        whole[i] += p[k] * with[i];
      }
    }
    assertThat(error(whole, expected)).isLessThan(1e-7);
    assertThat(error(frozen, expected)).isGreaterThan(0.1);
  }

  /** Two trials with the mean of their losses: the sum over pairs of labels, by counting. */
  @Test
  void aMinibatchCountsAllItsLabels() {
    double[][] two = {INPUTS[0], INPUTS[1]};
    double[] expected = derivative(p -> NETWORK.at(p).trace(two) / 2, NETWORK.parameters());
    double[] first = NETWORK.predict(two[0]);
    double[] second = NETWORK.predict(two[1]);
    double[] whole = new double[expected.length];
    for (int k = 0; k < first.length; k++) {
      for (int l = 0; l < second.length; l++) {
        int[] labels = {k, l};
        double[] part =
            new NormPenalty(at -> mean(NETWORK.at(at), two, labels), 2)
                .at(NETWORK.parameters(), 1e-5);
        for (int i = 0; i < whole.length; i++) {
          whole[i] += first[k] * second[l] * part[i];
        }
      }
    }
    assertThat(error(whole, expected)).isLessThan(1e-7);
  }

  private static double[] mean(ToyNetwork network, double[][] inputs, int[] labels) {
    double[] first = network.lossGradient(inputs[0], labels[0]);
    double[] second = network.lossGradient(inputs[1], labels[1]);
    for (int i = 0; i < first.length; i++) {
      first[i] = (first[i] + second[i]) / 2;
    }
    return first;
  }

  @Test
  void nothingIsPenalisedWhereThereIsNoGradient() {
    NormPenalty flat = new NormPenalty(at -> new double[at.length], 3);
    assertThat(flat.at(new double[] {1, 2}, 1e-3)).containsOnly(0);
    assertThat(penalty(1e-3)[0]).isNotCloseTo(0, within(1e-12));
  }
}
