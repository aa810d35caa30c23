package dev.eigenspark.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.similarity.RbfCka.Median;
import dev.eigenspark.similarity.SampledCka.Request;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampledCkaTest {
  private static final Matrix X = Samples.gaussian(30, 4, 1);
  private static final Matrix Y = Samples.gaussian(30, 3, 2);

  private static SampledCka of(Request request, Matrix... layers) {
    return new SampledCka(Samples.layout(layers), Samples.stack(layers), request);
  }

  @Test
  void gaussianKernelsAreThoseOfEachLayer() {
    for (Median median : Median.values()) {
      RbfCka rbf = new RbfCka(0.7, median);
      SampledCka found = of(new Request(rbf, 10), X, Y);
      assertThat(found.rbf(0, 1)).isCloseTo(rbf.of(X, Y), within(1e-14));
      assertThat(found.rbf(1, 0)).isEqualTo(found.rbf(0, 1));
      assertThat(found.rbf(0, 0)).isCloseTo(1, within(1e-14));
    }
  }

  @Test
  void oneMinibatchOfAllRowsIsTheDebiasedValue() {
    double expected = Samples.moments(X, Y).centred().debiasedCka(0, 1);
    SampledCka found = of(new Request(new RbfCka(1, Median.ALL), 30), X, Y);
    assertThat(found.minibatch(0, 1)).isCloseTo(expected, within(1e-7));
  }

  /** 13, 13 and the last 4 of 30 rows; of 3 left over there is no HSIC_1. */
  @Test
  void minibatchesAreAveragedBeforeTheRatio() {
    MinibatchHsic expected = new MinibatchHsic(2);
    for (int[] rows : new int[][] {range(0, 13), range(13, 26), range(26, 30)}) {
      expected.add(
          List.of(Samples.gram(Samples.rows(X, rows)), Samples.gram(Samples.rows(Y, rows))));
    }
    Request request = new Request(new RbfCka(1, Median.ALL), 13);
    assertThat(of(request, X, Y).minibatch(0, 1)).isCloseTo(expected.cka(0, 1), within(1e-12));
    Matrix shifted = Samples.affine(X, 1, 1024);
    assertThat(of(request, shifted, Y).minibatch(0, 1))
        .isCloseTo(of(request, X, Y).minibatch(0, 1), within(1e-3));
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  @Test
  void aLayerThatNeverChangesIsNotDefined() {
    SampledCka found =
        of(new Request(new RbfCka(1, Median.ALL), 10), X, new Matrix(30, 2, new double[60]));
    assertThat(found.rbf(0, 1)).isNaN();
    assertThat(found.minibatch(0, 1)).isNaN();
  }

  @Test
  void refusesMinibatchesWithoutACriterion() {
    assertThatThrownBy(() -> new Request(new RbfCka(1, Median.ALL), 3))
        .hasMessage("minibatch = 3 must be at least 4");
  }
}
