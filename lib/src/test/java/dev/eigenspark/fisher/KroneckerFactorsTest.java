package dev.eigenspark.fisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.SymmetricEigen;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KroneckerFactorsTest {
  private static final double[][] INPUTS = {{1, 2, 1}, {-1, 0.5, 1}, {3, -1, 1}, {0, 0.25, 1}};
  private static final int CLASSES = 3;

  /** Errors of the logits of a softmax without weights: p is the same for every input. */
  private static double[] error(int label) {
    double[] error = {1.0 / CLASSES, 1.0 / CLASSES, 1.0 / CLASSES};
    error[label] -= 1;
    return error;
  }

  private static KroneckerFactors of(int from, int to) {
    KroneckerFactors factors = new KroneckerFactors(3, CLASSES);
    for (double[] a : Arrays.copyOfRange(INPUTS, from, to)) {
      for (int label = 0; label < CLASSES; label++) {
        factors.addRow(a, error(label));
        factors.endTrial();
      }
    }
    return factors;
  }

  /** E vec(G) vec(G)^T. */
  private static Matrix explicit() {
    double[] f = new double[81];
    for (double[] a : INPUTS) {
      for (int label = 0; label < CLASSES; label++) {
        double[] d = error(label);
        for (int i = 0; i < 9; i++) {
          for (int j = 0; j < 9; j++) {
            f[i * 9 + j] += a[i / 3] * d[i % 3] * a[j / 3] * d[j % 3] / INPUTS.length / CLASSES;
          }
        }
      }
    }
    return new Matrix(9, 9, f);
  }

  @Test
  void areExactForASoftmaxRegressionOfConstantProbabilities() {
    KroneckerFactors factors = of(0, INPUTS.length);
    double[] expected = SymmetricEigen.of(explicit()).values();
    double[] found = factors.eigenvalues();
    for (int i = 0; i < 9; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-12));
    }
    assertThat(factors.trace()).isCloseTo(factors.squaredNorms().mean(), within(1e-12));
    assertThat(factors.rowsOfATrial()).isEqualTo(1);
  }

  /** Zero weights, 3 classes, x = (1, 2) and a bias: (1 - 1/3)(1 + 4 + 1). */
  @Test
  void theTraceOfASoftmaxRegressionIsTheClosedForm() {
    assertThat(of(0, 1).trace()).isCloseTo(4, within(1e-14));
    assertThat(of(0, 1).squaredNorms().mean()).isCloseTo(4, within(1e-14));
  }

  @Test
  void sumsOfPartsAreThoseOfTheWhole() {
    KroneckerFactors whole = of(0, INPUTS.length);
    KroneckerFactors sum = of(0, 1);
    sum.add(of(1, INPUTS.length));
    assertThat(sum.trace()).isCloseTo(whole.trace(), within(1e-13));
    assertThat(sum.squaredNorms().count()).isEqualTo(12);
    assertThat(sum.eigenvalues()[0]).isCloseTo(whole.eigenvalues()[0], within(1e-13));
  }

  /** Rows that are the same, as of an input that stays, add up where independent ones would not. */
  @Test
  void rowsOfATrialThatDependOnEachOtherAreMissed() {
    KroneckerFactors factors = new KroneckerFactors(1, 1);
    for (int sign = -1; sign <= 1; sign += 2) {
      for (int t = 0; t < 5; t++) {
        factors.addRow(new double[] {2}, new double[] {3 * sign});
      }
      factors.endTrial();
    }
    assertThat(factors.rowsOfATrial()).isEqualTo(5);
    assertThat(factors.squaredNorms().mean()).isEqualTo(30 * 30);
    assertThat(factors.trace()).isCloseTo(5 * 36, within(1e-12));
  }
}
