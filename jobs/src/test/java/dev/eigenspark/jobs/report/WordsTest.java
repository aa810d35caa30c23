package dev.eigenspark.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void numbersHaveFourDigits() {
    assertThat(Words.number(0.173287)).isEqualTo("0.1733");
    assertThat(Words.number(0)).isEqualTo("0");
    assertThat(Words.number(12)).isEqualTo("12");
    assertThat(Words.number(3.2e-7)).isEqualTo("3.200e-07");
    assertThat(Words.number(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void durationsUseTheUnitThatFits() {
    assertThat(Words.duration(3.44)).isEqualTo("3.4 s");
    assertThat(Words.duration(166)).isEqualTo("2 min 46 s");
    assertThat(Words.duration(7260)).isEqualTo("2 h 1 min");
  }

  @Test
  void sharesAndCounts() {
    assertThat(Words.percent(0.125)).isEqualTo("12.5 %");
    assertThat(Words.count(27785)).isEqualTo("27,785");
  }
}
