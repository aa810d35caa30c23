package dev.eigenspark.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Six rows of integers, for which every number can be worked out by hand. */
class TinySetTest {
  private static final double EXACT = 1e-12;

  private final Matrix x = Samples.TINY_X;
  private final Matrix y = Samples.TINY_Y;
  private final CentredMoments centred = Samples.moments(x, y).centred();
  private final Comparison comparison = new Comparison(centred);

  private static double square(Matrix matrix) {
    return matrix.frobeniusNorm() * matrix.frobeniusNorm();
  }

  @Test
  void products() {
    assertThat(centred.cross(0, 1).values())
        .containsExactly(new double[] {2.5, 3.5, -2.5, 2.5, 7.5, 4.5}, within(EXACT));
    assertThat(square(centred.cross(0, 1))).isCloseTo(107.5, within(EXACT));
    assertThat(square(centred.cross(0, 0))).isCloseTo(237, within(EXACT));
    assertThat(square(centred.cross(1, 1))).isCloseTo(255.36111, within(5e-6));
  }

  @Test
  void cka() {
    assertThat(centred.cka(0, 1)).isCloseTo(.4369753225127148, within(EXACT));
    assertThat(centred.hsic1(0, 1)).isCloseTo(-2.4444444444444446, within(EXACT));
    assertThat(centred.hsic1(0, 0)).isCloseTo(6.0444444444444444, within(EXACT));
    assertThat(centred.hsic1(1, 1)).isCloseTo(3.8333333333333333, within(EXACT));
    assertThat(centred.debiasedCka(0, 1)).isCloseTo(-.5078245395811949, within(EXACT));
    // The median squared distance is 5 in X for both, and in Y 9 with the diagonal, 10 without.
    assertThat(new RbfCka(1, RbfCka.Median.ALL).of(x, y))
        .isCloseTo(.7318741611943475, within(EXACT));
    assertThat(new RbfCka(1, RbfCka.Median.NON_ZERO).of(x, y))
        .isCloseTo(.7267676617450497, within(EXACT));
  }

  @Test
  void otherMeasures() {
    assertThat(comparison.correlations(0, 1).values())
        .containsExactly(
            new double[] {.32387514, .48420012, -.45454545, .20672456, .66226618, .52223297},
            within(5e-9));
    Procrustes procrustes = comparison.procrustes(0, 1);
    assertThat(procrustes.nuclear()).isCloseTo(13.689866766920275, within(EXACT));
    assertThat(procrustes.squaredDistance()).isCloseTo(17.45359979949278, within(EXACT));
    assertThat(procrustes.normalised()).isCloseTo(.38208007821624723, within(EXACT));
    Similarity similarity = comparison.of(0, 1);
    assertThat(similarity.ccaMean()).isCloseTo((.9998733175 + .8074615125) / 2, within(1e-10));
    assertThat(similarity.procrustes()).isEqualTo(procrustes.normalised());
  }

  @Test
  void unbiasedCriterionIsTheMeanOverAllSubsets() {
    // What makes it a U-statistic: so is that of every number of rows.
    MinibatchHsic fours = new MinibatchHsic(2);
    MinibatchHsic fives = new MinibatchHsic(2);
    for (int i = 0; i < 6; i++) {
      fives.add(without(i, i));
      for (int j = i + 1; j < 6; j++) {
        fours.add(without(i, j));
      }
    }
    assertThat(fours.batches()).isEqualTo(15);
    assertThat(fives.batches()).isEqualTo(6);
    for (MinibatchHsic all : new MinibatchHsic[] {fours, fives}) {
      assertThat(all.hsic1(0, 1)).isCloseTo(-2.4444444444444446, within(EXACT));
      assertThat(all.cka(0, 1)).isCloseTo(-.5078245395811949, within(EXACT));
    }
  }

  private List<Matrix> without(int i, int j) {
    return kernels(IntStream.range(0, 6).filter(k -> k != i && k != j).toArray());
  }

  private List<Matrix> kernels(int... rows) {
    return List.of(Samples.gram(Samples.rows(x, rows)), Samples.gram(Samples.rows(y, rows)));
  }

  @Test
  void shortBatchesAreLeftOut() {
    MinibatchHsic hsic = new MinibatchHsic(2);
    hsic.add(kernels(0, 1, 2));
    assertThat(hsic.batches()).isZero();
    hsic.add(kernels(0, 1, 2, 3, 4, 5));
    assertThat(hsic.batches()).isEqualTo(1);
    assertThat(hsic.hsic1(1, 0)).isCloseTo(-2.4444444444444446, within(EXACT));
  }
}
