package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class RnnTest {

  @ParameterizedTest
  @EnumSource(Nonlinearity.class)
  void holdsTheContract(Nonlinearity nonlinearity) {
    ModelContract.check(new Rnn(), options(20, nonlinearity, true));
  }

  @Test
  void hasThePapersParameterCountOnCopy() {
    Rnn.Options options = options(128, Nonlinearity.MODRELU, false);
    assertThat(ModelContract.build(new Rnn(), options, 1).numParams()).isEqualTo(18_953);
  }

  @ParameterizedTest
  @CsvSource({"GLOROT, 0.0884", "HE, 0.125"})
  void startsAsGaussian(Rnn.Start start, double deviation) {
    Rnn.Options options = new Rnn.Options(128, Nonlinearity.TANH, true, start, InputStart.GLOROT);
    INDArray v = ModelContract.build(new Rnn(), options, 1).paramTable().get("recurrent_V");
    assertThat(v.stdNumber().doubleValue()).isCloseTo(deviation, within(0.002));
    assertThat(v.meanNumber().doubleValue()).isCloseTo(0, within(0.003));
  }

  @ParameterizedTest
  @CsvSource({"GLOROT, 0.1204", "HE, 0.4472"})
  void everyModelOfThePaperDrawsItsInputMatrixSo(InputStart start, double deviation) {
    Rnn.Options rnn = new Rnn.Options(128, Nonlinearity.MODRELU, true, Rnn.Start.GLOROT, start);
    RnnOrth.Options rnnOrth =
        new RnnOrth.Options(128, Nonlinearity.MODRELU, true, RnnOrth.Start.RANDOM, start);
    ExpRnn.Options expRnn = new ExpRnn.Options(128, SkewStart.CAYLEY, 1e-4, start);
    NnRnn.Options nnRnn = new NnRnn.Options(128, SkewStart.CAYLEY, 1e-6, 0, 0, false, start);
    assertThat(
            Stream.of(
                ModelContract.build(new Rnn(), rnn, 1),
                ModelContract.build(new RnnOrth(), rnnOrth, 1),
                ModelContract.build(new ExpRnn(), expRnn, 1),
                ModelContract.build(new NnRnn(), nnRnn, 1)))
        .extracting(graph -> graph.getParam("recurrent_U").stdNumber().doubleValue())
        .allSatisfy(d -> assertThat(d).isCloseTo(deviation, within(0.06 * deviation)));
  }

  private static Rnn.Options options(int hidden, Nonlinearity nonlinearity, boolean bias) {
    return new Rnn.Options(hidden, nonlinearity, bias, Rnn.Start.GLOROT, InputStart.GLOROT);
  }

  @Test
  void refusesNoUnits() {
    assertThatThrownBy(() -> options(0, Nonlinearity.TANH, true))
        .hasMessage("hidden = 0 must be at least 1");
  }
}
