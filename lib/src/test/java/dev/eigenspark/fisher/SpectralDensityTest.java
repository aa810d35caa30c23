package dev.eigenspark.fisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.SampleMean;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.Svd;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpectralDensityTest {
  private static final ToyNetwork NETWORK = ToyNetwork.of(3, 4, 5);
  private static final double[][] INPUTS = NETWORK.inputs(6);

  private static SymmetricOperator of(double[][] matrix) {
    return new SymmetricOperator() {
      @Override
      public int size() {
        return matrix.length;
      }

      @Override
      public double[] times(double[] v) {
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
          for (int j = 0; j < v.length; j++) {
            product[i] += matrix[i][j] * v[j];
          }
        }
        return product;
      }
    };
  }

  /** Rows sqrt(p_k / N) g_k: their Gram matrix has the eigenvalues of F that are not 0. */
  private static double[] eigenvaluesOfTheDualGram() {
    int classes = NETWORK.classes();
    int columns = NETWORK.parameters().length;
    double[] rows = new double[INPUTS.length * classes * columns];
    for (int i = 0; i < INPUTS.length; i++) {
      double[] p = NETWORK.predict(INPUTS[i]);
      for (int k = 0; k < classes; k++) {
        double[] g = NETWORK.lossGradient(INPUTS[i], k);
        for (int j = 0; j < columns; j++) {
          rows[(i * classes + k) * columns + j] = Math.sqrt(p[k] / INPUTS.length) * g[j];
        }
      }
    }
    double[] values = Svd.values(new Matrix(INPUTS.length * classes, columns, rows));
    return Arrays.stream(values).map(s -> s * s).toArray();
  }

  @Test
  void lanczosFindsTheEigenvaluesOfTheDualGram() {
    double[] expected = eigenvaluesOfTheDualGram();
    // rank F <= N (C - 1) = 24
    assertThat(expected[23]).isGreaterThan(1e-6 * expected[0]);
    assertThat(expected[24]).isLessThan(1e-14 * expected[0]);
    Ritz ritz = SpectralDensity.of(of(NETWORK.fisher(INPUTS)), 1, 41, 1).probes().get(0);
    for (int i = 0; i < 10; i++) {
      assertThat(ritz.values()[i]).isCloseTo(expected[i], within(1e-12 * expected[0]));
    }
  }

  @Test
  void theLargestComesFirst() {
    double[] expected = eigenvaluesOfTheDualGram();
    SpectralDensity few = SpectralDensity.of(of(NETWORK.fisher(INPUTS)), 3, 10, 1);
    assertThat(few.largest()).isCloseTo(expected[0], within(1e-6 * expected[0]));
    assertThat(few.largest()).isLessThanOrEqualTo(expected[0] * (1 + 1e-14));
  }

  @Test
  void weightsAddUpAndTheTraceIsWithinItsError() {
    SpectralDensity density = SpectralDensity.of(of(NETWORK.fisher(INPUTS)), 50, 5, 1);
    for (Ritz probe : density.probes()) {
      assertThat(Arrays.stream(probe.weights()).sum()).isCloseTo(1, within(1e-13));
    }
    double expected = NETWORK.trace(INPUTS);
    SampleMean trace = density.trace();
    assertThat(trace.mean()).isCloseTo(expected, within(3.5 * trace.standardError()));
    assertThat(trace.standardError()).isLessThan(0.15 * expected);
  }

  @Test
  void signsSeeTheDiagonalExactly() {
    double[][] diagonal = {{-1, 0, 0}, {0, 2, 0}, {0, 0, 4}};
    SpectralDensity density = SpectralDensity.of(of(diagonal), 2, 9, 1);
    for (Ritz probe : density.probes()) {
      assertThat(probe.values()).hasSize(3);
      assertThat(probe.weights()[1]).isCloseTo(1.0 / 3, within(1e-14));
    }
    assertThat(density.largest()).isCloseTo(4, within(1e-14));
    assertThat(density.smallest()).isCloseTo(-1, within(1e-14));
    assertThat(density.trace().mean()).isCloseTo(5, within(1e-14));
    double height = 1 / (3 * 0.1 * Math.sqrt(2 * Math.PI));
    assertThat(density.at(2, 0.1)).isCloseTo(height, within(1e-12));
    assertThat(density.at(3, 0.1)).isLessThan(1e-10);
  }

  @Test
  void aSpaceThatClosesEndsTheSteps() {
    double[][] one = {{2, 0}, {0, 2}};
    Ritz ritz = Ritz.of(of(one), new double[] {1, 1}, 2);
    assertThat(ritz.values()).hasSize(1);
    assertThat(ritz.mean()).isCloseTo(2, within(1e-15));
  }
}
