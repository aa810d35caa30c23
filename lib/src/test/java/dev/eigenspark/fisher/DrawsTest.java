package dev.eigenspark.fisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DrawsTest {
  private static final double[] P = {0.5, 0, 0.2, 0.3};

  @Test
  void labelsFollowTheDistribution() {
    Draws draws = new Draws(1, 4, P.length);
    int trials = 10_000;
    int[] counts = new int[P.length];
    for (int row = 0; row < trials; row++) {
      for (int step = 0; step < 4; step++) {
        counts[draws.label(row, 0, step, P)]++;
      }
    }
    for (int k = 0; k < P.length; k++) {
      double n = 4.0 * trials;
      assertThat(counts[k] / n).isCloseTo(P[k], within(4 * Math.sqrt(P[k] * (1 - P[k]) / n)));
    }
  }

  @Test
  void aDrawDependsOnWhatItIsForAndNotOnTheOrder() {
    double[] fine = new double[1000];
    Arrays.fill(fine, 1);
    Draws forward = new Draws(3, 5, fine.length);
    Draws backward = new Draws(3, 5, fine.length);
    int[] labels = new int[2 * 3 * 5];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = forward.label(i / 15, i / 5 % 3, i % 5, fine);
    }
    for (int i = labels.length - 1; i >= 0; i--) {
      assertThat(backward.label(i / 15, i / 5 % 3, i % 5, fine)).isEqualTo(labels[i]);
    }
    assertThat(Arrays.stream(labels).distinct().count()).isGreaterThan(25);
    assertThat(new Draws(4, 5, fine.length).label(0, 0, 0, fine)).isNotEqualTo(labels[0]);
  }

  @Test
  void aSumBesideOneLosesNoClass() {
    Draws draws = new Draws(1, 1, 2);
    int[] counts = new int[3];
    for (int row = 0; row < 4000; row++) {
      counts[draws.label(row, 0, 0, new double[] {0.1, 0.1, 0})]++;
    }
    assertThat(counts[0] / 4000.0).isCloseTo(0.5, within(0.04));
    assertThat(counts[2]).isZero();
  }

  @Test
  void signsAreFairAndIndependent() {
    int classes = 150;
    Draws draws = new Draws(1, 2, classes);
    double[] signs = new double[classes];
    double[] sums = new double[classes];
    double neighbours = 0;
    int trials = 4000;
    for (int row = 0; row < trials; row++) {
      draws.signs(row, 0, row % 2, signs);
      for (int k = 0; k < classes; k++) {
        assertThat(Math.abs(signs[k])).isEqualTo(1);
        sums[k] += signs[k];
        neighbours += k == 0 ? 0 : signs[k] * signs[k - 1];
      }
    }
    for (double sum : sums) {
      assertThat(sum / trials).isCloseTo(0, within(5 / Math.sqrt(trials)));
    }
    double pairs = (double) trials * (classes - 1);
    assertThat(neighbours / pairs).isCloseTo(0, within(5 / Math.sqrt(pairs)));
  }

  @Test
  void stepsShareNoSigns() {
    Draws draws = new Draws(1, 2, 150);
    double[] first = new double[150];
    double[] second = new double[150];
    draws.signs(7, 0, 0, first);
    draws.signs(7, 0, 1, second);
    assertThat(first).isNotEqualTo(second);
    // The first step takes a block of bits and a part of the next.
    assertThat(Arrays.copyOf(second, 22)).isNotEqualTo(Arrays.copyOfRange(first, 128, 150));
  }

  @Test
  void refusesRoundsThatARowDoesNotHold() {
    Draws draws = new Draws(1, 1 << 20, 2);
    assertThatThrownBy(() -> draws.label(0, 1 << 12, 0, P))
        .hasMessage("round 4096 is beyond the numbers of a row");
  }
}
