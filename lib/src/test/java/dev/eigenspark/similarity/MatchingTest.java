package dev.eigenspark.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MatchingTest {
  private static final Matrix WEIGHTS =
      Matrix.of(new double[] {.9, .8, .1}, new double[] {.85, .2, .1}, new double[] {.3, .7, .6});

  @Test
  void greedyTakesTheBestPairFirst() {
    Matching greedy = Matching.greedy(WEIGHTS);
    assertThat(greedy.partners()).containsExactly(0, 2, 1);
    assertThat(greedy.weight()).isCloseTo(1.7, within(1e-15));
  }

  @Test
  void optimalIsBetterThanGreedy() {
    Matching optimal = Matching.optimal(WEIGHTS);
    assertThat(optimal.partners()).containsExactly(1, 0, 2);
    assertThat(optimal.weight()).isCloseTo(2.25, within(1e-15));
  }

  @Test
  void semiMatchingGivesColumnsSeveralTimes() {
    assertThat(Matching.semi(WEIGHTS).partners()).containsExactly(0, 0, 1);
  }

  @Test
  void everyAssignmentIsWorse() {
    for (long seed = 0; seed < 20; seed++) {
      for (int[] shape : new int[][] {{5, 5}, {3, 6}, {6, 3}}) {
        Matrix weights = Samples.gaussian(shape[0], shape[1], seed);
        Matching optimal = Matching.optimal(weights);
        assertThat(optimal.weight()).isCloseTo(best(weights), within(1e-12));
        assertThat(Arrays.stream(optimal.partners()).filter(p -> p >= 0).distinct().count())
            .isEqualTo(Math.min(shape[0], shape[1]));
      }
    }
  }

  /** By trying all. */
  private static double best(Matrix weights) {
    Matrix wide = weights.rows() <= weights.cols() ? weights : weights.transposed();
    return best(wide, 0, new boolean[wide.cols()]);
  }

  private static double best(Matrix weights, int row, boolean[] taken) {
    if (row == weights.rows()) {
      return 0;
    }
    double best = Double.NEGATIVE_INFINITY;
    for (int col = 0; col < weights.cols(); col++) {
      if (!taken[col]) {
        taken[col] = true;
        best = Math.max(best, weights.at(row, col) + best(weights, row + 1, taken));
        taken[col] = false;
      }
    }
    return best;
  }

  @Test
  void aPlantedPermutationIsFound() {
    int n = 40;
    Matrix x = Samples.gaussian(500, n, 1);
    Matrix noise = Samples.gaussian(500, n, 2);
    double[] values = new double[500 * n];
    for (int i = 0; i < 500; i++) {
      for (int j = 0; j < n; j++) {
        // Unit j goes to 7 j + 3 mod n, with a scale of either sign.
        int to = (7 * j + 3) % n;
        values[i * n + to] = (j % 2 == 0 ? 1 + j : -2.0) * x.at(i, j) + .5 * noise.at(i, to);
      }
    }
    Comparison comparison =
        new Comparison(Samples.moments(x, new Matrix(500, n, values)).centred());
    Matrix correlations = comparison.correlations(0, 1);
    Matrix weights =
        new Matrix(n, n, Arrays.stream(correlations.values()).map(Math::abs).toArray());
    int[] planted = new int[n];
    Arrays.setAll(planted, j -> (7 * j + 3) % n);
    assertThat(Matching.optimal(weights).partners()).containsExactly(planted);
    assertThat(Matching.greedy(weights).partners()).containsExactly(planted);
    assertThat(Matching.semi(weights).partners()).containsExactly(planted);
  }

  @Test
  void rowsBeyondTheColumnsHaveNoPartner() {
    Matrix weights = Matrix.of(new double[] {.2}, new double[] {.9}, new double[] {.5});
    assertThat(Matching.greedy(weights).partners()).containsExactly(-1, 0, -1);
    assertThat(Matching.optimal(weights).partners()).containsExactly(-1, 0, -1);
  }
}
