package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class RnnTest {

  @ParameterizedTest
  @EnumSource(Nonlinearity.class)
  void holdsTheContract(Nonlinearity nonlinearity) {
    ModelContract.check(new Rnn(), new Rnn.Options(20, nonlinearity, true));
  }

  @Test
  void hasThePapersParameterCountOnCopy() {
    Rnn.Options options = new Rnn.Options(128, Nonlinearity.MODRELU, false);
    assertThat(ModelContract.build(new Rnn(), options, 1).numParams()).isEqualTo(18_953);
  }

  @Test
  void startsGlorotNormal() {
    Rnn.Options options = new Rnn.Options(128, Nonlinearity.TANH, true);
    INDArray v = ModelContract.build(new Rnn(), options, 1).paramTable().get("recurrent_V");
    assertThat(v.stdNumber().doubleValue()).isCloseTo(Math.sqrt(2.0 / 256), within(0.002));
    assertThat(v.meanNumber().doubleValue()).isCloseTo(0, within(0.003));
  }

  @Test
  void refusesNoUnits() {
    assertThatThrownBy(() -> new Rnn.Options(0, Nonlinearity.TANH, true))
        .hasMessage("hidden = 0 must be at least 1");
  }
}
