package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.models.LstmHDetach.Options;
import dev.eigenspark.models.LstmHDetach.Start;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class LstmHDetachTest {

  @ParameterizedTest
  @EnumSource(Start.class)
  void holdsTheContract(Start start) {
    ModelContract.check(new LstmHDetach(), new Options(20, 0.25, 0.1, 100, start));
  }

  @ParameterizedTest
  @ValueSource(strings = {"recurrent_V", "recurrent_U", "recurrent_b", "out_W", "out_b"})
  void startsUniformAsTheReleasedCode(String parameter) {
    double bound = 1 / Math.sqrt(128);
    INDArray values = graph(Start.UNIFORM).getParam(parameter);
    assertThat(values.maxNumber().doubleValue()).isLessThanOrEqualTo(bound);
    assertThat(values.minNumber().doubleValue()).isGreaterThanOrEqualTo(-bound);
    // The variance of a uniform number; nine biases of the read-out say little.
    double tolerance = values.length() < 100 ? 0.5 : 0.1;
    double expected = bound * bound / 3;
    assertThat(values.mul(values).meanNumber().doubleValue())
        .isCloseTo(expected, within(tolerance * expected));
  }

  @Test
  void canStartAsModelLstm() {
    INDArray lstm = ModelContract.build(new Lstm(), new Lstm.Options(128), 1).params();
    assertThat(graph(Start.GLOROT).params()).isEqualTo(lstm);
    assertThat(graph(Start.UNIFORM).params()).isNotEqualTo(lstm);
  }

  @Test
  void hasTheParametersOfAnLstm() {
    // The released code has 512 more, in a second bias vector.
    assertThat(graph(Start.UNIFORM).numParams()).isEqualTo(72329);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 |  0.5 | 0    |  0 | hidden = 0 must be at least 1",
        "8 | -0.1 | 0    |  0 | blockProb = -0.1 must be in [0, 1]",
        "8 |  0.5 | 1.01 |  0 | cBlockProb = 1.01 must be in [0, 1]",
        "8 |  0.5 | 0    | -1 | blockSteps = -1 must be at least 0",
      })
  void refusesValuesOutOfRange(
      int hidden, double blockProb, double cBlockProb, long steps, String message) {
    assertThatThrownBy(() -> new Options(hidden, blockProb, cBlockProb, steps, Start.UNIFORM))
        .hasMessage(message);
  }

  private static ComputationGraph graph(Start start) {
    return ModelContract.build(new LstmHDetach(), new Options(128, 0.25, 0, 0, start), 1);
  }
}
