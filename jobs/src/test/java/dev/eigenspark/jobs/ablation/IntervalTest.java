package dev.eigenspark.jobs.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.config.AblateOptions.Metric;
import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void isStudents() {
    // t(0.975, 4) = 2.776445 and s / √5 = √(2.5 / 5).
    Interval interval = Interval.of(1, 2, 3, 4, 5);
    assertThat(interval.mean()).isEqualTo(3);
    assertThat(interval.low()).isCloseTo(3 - 2.776445 * Math.sqrt(0.5), within(1e-6));
    assertThat(interval.high()).isCloseTo(3 + 2.776445 * Math.sqrt(0.5), within(1e-6));
  }

  @Test
  void oneValueHasAMeanAndNoEnds() {
    assertThat(Interval.of(2).mean()).isEqualTo(2);
    assertThat(Interval.of(2).low()).isNaN();
    assertThat(Interval.of().mean()).isNaN();
  }

  @Test
  void aMissingValueMakesAllOfItMissing() {
    assertThat(Interval.of(1, Double.NaN, 2))
        .isEqualTo(new Interval(Double.NaN, Double.NaN, Double.NaN));
  }

  @Test
  void endsWithinTheValuesThatThereAre() {
    assertThat(Interval.of(0.1, 0.9).within(Metric.ACCURACY)).isEqualTo(new Interval(0.5, 0, 1));
    Interval loss = Interval.of(0.1, 0.9).within(Metric.LOSS);
    assertThat(loss.low()).isZero();
    assertThat(loss.high()).isGreaterThan(5);
    assertThat(Interval.of(2).within(Metric.LOSS).low()).isNaN();
  }
}
