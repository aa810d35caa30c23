package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitsTest {
  @Test
  void bytesHaveThreeDigits() {
    assertThat(Units.bytes(0)).isEqualTo("0 B");
    assertThat(Units.bytes(999)).isEqualTo("999 B");
    assertThat(Units.bytes(1_234)).isEqualTo("1.23 kB");
    assertThat(Units.bytes(12_340)).isEqualTo("12.3 kB");
    assertThat(Units.bytes(999_600)).isEqualTo("1.00 MB");
    assertThat(Units.bytes(Long.MAX_VALUE)).isEqualTo("9.22 EB");
  }

  @Test
  void countsAndTimes() {
    assertThat(Units.count(22_000)).isEqualTo("22,000");
    assertThat(Units.seconds(41.26)).isEqualTo("41.3 s");
  }

  @Test
  void numbersBelowAThousandthHaveAnExponent() {
    assertThat(Units.number(0.98734)).isEqualTo("0.9873");
    assertThat(Units.number(0)).isEqualTo("0.0000");
    assertThat(Units.number(2.9e-7)).isEqualTo("2.900e-07");
    assertThat(Units.number(-1e9)).isEqualTo("-1.000e+09");
  }
}
