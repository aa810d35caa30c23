package dev.eigenspark.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1e-17, 0",
    "0.30000000000000004, 0.3",
    "20, 20",
    "1200, 1200",
    "2000000, 2e6",
    "0.00002, 2e\u22125",
    "-0.5, \u22120.5"
  })
  void writesWhatAReaderExpects(double value, String label) {
    assertThat(Ticks.label(value)).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource({"-24, 1e\u221224", "-3, 0.001", "0, 1", "2, 100", "9, 1e9"})
  void labelsOfAnAxisOfPowers(double exponent, String label) {
    assertThat(Ticks.ofPower(exponent)).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource({"-6, 0.000001", "-2, 0.01", "0, 1", "3, 1000"})
  void powersOfTen(int exponent, String label) {
    assertThat(Ticks.power(exponent)).isEqualTo(label);
  }
}
