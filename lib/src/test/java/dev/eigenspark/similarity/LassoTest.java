package dev.eigenspark.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import org.junit.jupiter.api.Test;

class LassoTest {
  @Test
  void uncorrelatedUnitsAreSoftThresholded() {
    Lasso fit = Lasso.fit(Matrix.identity(3), new double[] {.6, -.3, .1}, .2);
    assertThat(fit.weights()).containsExactly(new double[] {.4, -.1, 0}, within(1e-15));
    // 1/2 (1 - 2 b.w + w.w)
    assertThat(fit.loss()).isCloseTo(.5 * (1 - 2 * (.24 + .03) + .17), within(1e-15));
    assertThat(fit.active()).isEqualTo(2);
  }

  @Test
  void aLargePenaltyPredictsNothing() {
    Lasso fit = Lasso.fit(Matrix.identity(2), new double[] {.6, -.3}, .6);
    assertThat(fit.active()).isZero();
    assertThat(fit.loss()).isEqualTo(.5);
  }

  @Test
  void satisfiesTheOptimalityConditions() {
    Matrix x = Samples.gaussian(60, 8, 5);
    Matrix shares = new Matrix(8, 1, new double[] {1, -1, .5, 0, 0, .2, 0, 0});
    Matrix y = Samples.gaussian(60, 1, 6).minus(x.times(shares));
    Comparison comparison = new Comparison(Samples.moments(x, y).centred());
    Matrix among = comparison.correlations(0, 0);
    double[] target = comparison.correlations(0, 1).values();
    double lambda = .07;
    Lasso fit = Lasso.fit(among, target, lambda);
    for (int j = 0; j < 8; j++) {
      double slope = target[j];
      for (int k = 0; k < 8; k++) {
        slope -= among.at(j, k) * fit.weights()[k];
      }
      if (fit.weights()[j] == 0) {
        assertThat(Math.abs(slope)).isLessThanOrEqualTo(lambda + 1e-10);
      } else {
        assertThat(slope).isCloseTo(lambda * Math.signum(fit.weights()[j]), within(1e-10));
      }
    }
  }

  @Test
  void aConstantUnitHasNoWeight() {
    Matrix among = Matrix.of(new double[] {1, 0}, new double[] {0, 0});
    assertThat(Lasso.fit(among, new double[] {.5, 0}, 0).weights()).containsExactly(.5, 0);
  }
}
