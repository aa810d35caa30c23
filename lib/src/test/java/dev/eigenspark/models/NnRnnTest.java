package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.data.SequenceFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class NnRnnTest {

  @ParameterizedTest
  @EnumSource(SkewStart.class)
  void holdsTheContract(SkewStart start) {
    ModelContract.check(new NnRnn(), options(20, start, false));
    ModelContract.check(new NnRnn(), options(20, start, true));
  }

  @ParameterizedTest
  @CsvSource({"true, 18953", "false, 18889"})
  void hasThePapersParameterCountWithTheReleasesMask(boolean releaseCompat, long expected) {
    assertThat(build(128, releaseCompat).numParams()).isEqualTo(expected);
  }

  @Test
  void hasThePapersParameterCountsOnPixelsAndCharacters() {
    assertThat(count(512, ModelContract.PIXELS)).isEqualTo(268_298);
    assertThat(count(1024, ModelContract.CHARACTERS) + ModelContract.EMBEDDING)
        .isEqualTo(1_315_650);
  }

  private static long count(int hidden, SequenceFormat format) {
    return ModelContract.parameters(new NnRnn(), options(hidden, SkewStart.CAYLEY, true), format);
  }

  @Test
  void startsOrthogonalAsItsAngles() {
    ComputationGraph graph = build(16, false);
    INDArray r = ModelContract.tensor(graph, "recurrent.V");
    INDArray theta = graph.getParam("recurrent_theta");
    assertThat(graph.getParam("recurrent_gamma").minNumber().doubleValue()).isEqualTo(1);
    assertThat(graph.getParam("recurrent_T").amaxNumber().doubleValue()).isEqualTo(0);
    for (int i = 0; i < 8; i++) {
      double angle = theta.getDouble(i);
      assertThat(angle).isBetween(0.0, 2 * Math.PI);
      // P of a Henaff start turns the same planes as Lambda, so the two commute.
      assertThat(r.getDouble(2 * i, 2 * i)).isCloseTo(Math.cos(angle), within(1e-6));
      assertThat(r.getDouble(2 * i + 1, 2 * i)).isCloseTo(Math.sin(angle), within(1e-6));
    }
  }

  @Test
  void refusesValuesOutOfRange() {
    assertThatThrownBy(() -> options(7, 0, 0, 0))
        .hasMessage("hidden = 7 must be even: eigenvalues come in conjugate pairs");
    assertThatThrownBy(() -> options(-2, 0, 0, 0)).hasMessage("hidden = -2 must be at least 1");
    assertThatThrownBy(() -> options(8, -1, 0, 0)).hasMessage("lrOrth = -1.0 must be at least 0");
    assertThatThrownBy(() -> options(8, 0, -1, 0)).hasMessage("delta = -1.0 must be at least 0");
    assertThatThrownBy(() -> options(8, 0, 0, -1)).hasMessage("tDecay = -1.0 must be at least 0");
  }

  private static NnRnn.Options options(int hidden, double lrOrth, double delta, double decay) {
    return new NnRnn.Options(
        hidden, SkewStart.CAYLEY, lrOrth, delta, decay, false, InputStart.GLOROT);
  }

  private static ComputationGraph build(int hidden, boolean releaseCompat) {
    return ModelContract.build(new NnRnn(), options(hidden, SkewStart.HENAFF, releaseCompat), 1);
  }

  private static NnRnn.Options options(int hidden, SkewStart start, boolean releaseCompat) {
    return new NnRnn.Options(hidden, start, 1e-6, 1e-4, 1e-6, releaseCompat, InputStart.GLOROT);
  }
}
