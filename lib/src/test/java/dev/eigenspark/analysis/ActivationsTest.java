package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.analysis.Activations.Spread;
import dev.eigenspark.config.Section;
import dev.eigenspark.similarity.Layout;
import dev.eigenspark.similarity.MomentsAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivationsTest {
  @Test
  void spreadOfFourPointsIsKnown() {
    // A layer of one unit, then corners of a rectangle around (1, 2) beside a unit that is always
    // 5.
    MomentsAccumulator moments = new MomentsAccumulator(new Layout(1, 3), 0);
    float[] rows = {9, 4, 3, 5, 9, 4, 1, 5, 9, -2, 3, 5, 9, -2, 1, 5};
    moments.add(rows, 4, 0);
    Spread spread = Spread.of(moments.moments(), 1);
    assertThat(spread.trials()).isEqualTo(4);
    assertThat(spread.silent()).isEqualTo(1);
    assertThat(spread.deviation()).isCloseTo(Math.sqrt(9 + 1), within(1e-12));
    assertThat(spread.norm()).isCloseTo(Math.sqrt(1 + 4 + 25 + 10), within(1e-12));
    assertThat(spread.participation()).isCloseTo(10 * 10 / (81.0 + 1), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trials = 0 | trials = 0 must be at least 1",
        "batch = 0 | batch = 0 must be at least 1",
        "steps = 0 | steps = 0 must be at least 1",
        "maxCheckpoints = 1 | maxCheckpoints = 1 must be at least 2",
        "keep = csv | expected none"
      })
  void refusesSettingsThatCannotWork(String text, String message) {
    assertThatThrownBy(
            () ->
                Section.of(ConfigFactory.parseString("a {" + text + "}"), "a")
                    .read(Activations.Options.class))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message);
  }
}
