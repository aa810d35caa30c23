package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LstmTest {

  @Test
  void holdsTheContract() {
    ModelContract.check(new Lstm(), new Lstm.Options(20));
  }

  @ParameterizedTest
  @CsvSource({"63, 19224", "128, 72329"})
  void hasThePapersParameterCountOnCopy(int hidden, long parameters) {
    Lstm.Options options = new Lstm.Options(hidden);
    assertThat(ModelContract.build(new Lstm(), options, 1).numParams()).isEqualTo(parameters);
  }

  @Test
  void hasThePapersParameterCountsOnPixelsAndCharacters() {
    assertThat(ModelContract.parameters(new Lstm(), new Lstm.Options(257), ModelContract.PIXELS))
        .isEqualTo(268_832);
    assertThat(
            ModelContract.parameters(new Lstm(), new Lstm.Options(475), ModelContract.CHARACTERS)
                + ModelContract.EMBEDDING)
        .isEqualTo(1_318_200);
  }

  @Test
  void refusesNoUnits() {
    assertThatThrownBy(() -> new Lstm.Options(0)).hasMessage("hidden = 0 must be at least 1");
  }
}
