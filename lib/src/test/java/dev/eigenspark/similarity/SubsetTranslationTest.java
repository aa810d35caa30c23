package dev.eigenspark.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SubsetTranslationTest {
  private static final int N = 400;
  private static final int D = 12;

  private final Matrix x = Samples.gaussian(N, D, 1).times(Samples.gaussian(D, D, 2));
  private final double[] direction = direction();

  private static double[] direction() {
    double[] v = Samples.gaussian(1, D, 3).values();
    double norm = new Matrix(1, D, v).frobeniusNorm();
    return Arrays.stream(v).map(value -> value / norm).toArray();
  }

  /** The first {@code stay} rows are S. */
  private SubsetTranslation translation(int stay) {
    double[] mean = mean(0, N);
    double[] ofS = mean(0, stay);
    double[] centred = x.values().clone();
    for (int k = 0; k < centred.length; k++) {
      centred[k] -= mean[k % D];
    }
    Matrix rows = new Matrix(N, D, centred);
    Matrix covariance =
        new Matrix(
            D, D, Arrays.stream(rows.transposed().times(rows).values()).map(v -> v / N).toArray());
    Arrays.setAll(ofS, j -> ofS[j] - mean[j]);
    return SubsetTranslation.of(covariance, ofS, (double) stay / N, direction);
  }

  private double[] mean(int from, int to) {
    double[] mean = new double[D];
    for (int i = from; i < to; i++) {
      for (int j = 0; j < D; j++) {
        mean[j] += x.at(i, j) / (to - from);
      }
    }
    return mean;
  }

  /** CKA of the rows themselves, of which [from, to) move by c. */
  private double measured(int from, int to, double c) {
    double[] moved = x.values().clone();
    for (int k = from * D; k < to * D; k++) {
      moved[k] += c * direction[k % D];
    }
    return KernelHsic.cka(Samples.gram(x), Samples.gram(new Matrix(N, D, moved)));
  }

  @Test
  void isExactForEveryShareAndDistance() {
    for (int stay : new int[] {1, 20, 200, 300}) {
      SubsetTranslation translation = translation(stay);
      assertThat(translation.cka(0)).isCloseTo(1, within(1e-14));
      for (double c : new double[] {.5, 3, 40}) {
        assertThat(translation.cka(c)).isCloseTo(measured(stay, N, c), within(1e-12));
      }
    }
  }

  @Test
  void approachesTheLimitOfTheTheorem() {
    for (int stay : new int[] {1, 20, 200, 300}) {
      SubsetTranslation translation = translation(stay);
      double limit = translation.limit();
      assertThat(translation.cka(1e6)).isCloseTo(limit, within(1e-3 * limit));
      assertThat(translation.cka(1e9)).isCloseTo(limit, within(1e-6 * limit));
    }
  }

  @Test
  void movingTheOtherRowsHasTheSameLimit() {
    double limit = translation(20).limit();
    assertThat(measured(0, 20, 1e6)).isCloseTo(limit, within(1e-3 * limit));
    assertThat(measured(20, N, 1e6)).isCloseTo(limit, within(1e-3 * limit));
  }

  @Test
  void anOutlierIsTheSubsetOfOneRow() {
    SubsetTranslation translation = translation(1);
    double[] mean = mean(0, N);
    double square = 0;
    for (int j = 0; j < D; j++) {
      square += (x.at(0, j) - mean[j]) * (x.at(0, j) - mean[j]);
    }
    double expected =
        square / (N - 1) / translation.trace() * Math.sqrt(translation.participationRatio());
    assertThat(translation.limit()).isCloseTo(expected, within(1e-14));
  }

  @Test
  void twoCubesFollowTheFormulaOfInfinitelyManyPoints() {
    // 200 dimensions, centres 1.1 apart on the first axis; the move is across it.
    int d = 200;
    double[] diagonal = Matrix.identity(d).values();
    for (int k = 0; k < diagonal.length; k++) {
      diagonal[k] /= 12;
    }
    diagonal[0] += .3025;
    double[] mean = new double[d];
    mean[0] = -.55;
    double[] v = new double[d];
    v[1] = 1;
    SubsetTranslation cubes = SubsetTranslation.of(new Matrix(d, d, diagonal), mean, .5, v);
    assertThat(cubes.cka(1)).isCloseTo(.97148, within(5e-6));
    assertThat(cubes.cka(5)).isCloseTo(.41034, within(5e-6));
    assertThat(cubes.cka(10)).isCloseTo(.28920, within(5e-6));
    assertThat(cubes.cka(20)).isCloseTo(.25586, within(5e-6));
    assertThat(cubes.cka(50)).isCloseTo(.24632, within(5e-6));
    assertThat(cubes.limit()).isCloseTo(.24449, within(5e-6));
  }

  @Test
  void refusesSharesThatLeaveNoSubset() {
    double[] v = {1};
    assertThatThrownBy(() -> SubsetTranslation.of(Matrix.identity(1), v, 1, v))
        .hasMessage("rho = 1.0 must be above 0 and below 1");
  }
}
