package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import org.junit.jupiter.api.Test;

class SoftmaxDivergenceTest {
  private static final Matrix LOGITS = new Matrix(2, 3, new double[] {1, -0.5, 0.25, 3, 2, 2.5});
  private static final Matrix WANTED = new Matrix(2, 3, new double[] {.2, .3, .5, 0, 1, 0});
  private static final SoftmaxDivergence LOSS = new SoftmaxDivergence(0.7);

  /** The mean of KL(p || softmax(z / T)) but for p log p, which the logits do not change. */
  private static double loss(double[] logits) {
    double loss = 0;
    for (int i = 0; i < 2; i++) {
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        sum += Math.exp(logits[3 * i + k] / 0.7);
      }
      for (int k = 0; k < 3; k++) {
        loss -= WANTED.at(i, k) * (logits[3 * i + k] / 0.7 - Math.log(sum)) / 2;
      }
    }
    return loss;
  }

  @Test
  void gradientIsThatOfFiniteDifferences() {
    Matrix gradient = LOSS.gradient(WANTED, LOGITS);
    for (int k = 0; k < 6; k++) {
      double[] moved = LOGITS.values().clone();
      double step = 1e-6;
      moved[k] += step;
      double up = loss(moved);
      moved[k] -= 2 * step;
      assertThat(gradient.values()[k]).isCloseTo((up - loss(moved)) / (2 * step), within(1e-8));
    }
  }

  @Test
  void oneAnswerIsLikeItself() {
    Matrix gradient = LOSS.gradient(LOSS.probabilities(LOGITS), LOGITS);
    assertThat(gradient.values()).containsOnly(0);
  }

  @Test
  void largeLogitsDoNotOverflow() {
    Matrix sure = new SoftmaxDivergence(0.01).probabilities(new Matrix(1, 2, new double[] {90, 0}));
    assertThat(sure.values()).containsExactly(1, 0);
  }

  @Test
  void classesAreProbabilitiesToo() {
    assertThat(SoftmaxDivergence.ofClasses(new int[] {2, 0}, 3).values())
        .containsExactly(new double[] {0, 0, 1, 1, 0, 0}, within(0.0));
  }
}
