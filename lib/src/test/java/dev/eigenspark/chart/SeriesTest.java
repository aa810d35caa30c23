package dev.eigenspark.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void unitCircleIsClosedAndOfRadiusOne() {
    Series circle = Series.unitCircle();
    int last = circle.x().length - 1;

    for (int i = 0; i <= last; i++) {
      assertThat(Math.hypot(circle.x()[i], circle.y()[i])).isCloseTo(1, within(1e-15));
    }
    assertThat(circle.x()[last]).isCloseTo(circle.x()[0], within(1e-15));
    assertThat(circle.y()[last]).isCloseTo(circle.y()[0], within(1e-15));
  }

  @Test
  void levelIsFlat() {
    Series level = Series.level("chance", 0.5, 1, 9);

    assertThat(level.x()).containsExactly(1, 9);
    assertThat(level.y()).containsExactly(0.5, 0.5);
  }

  @Test
  void histogramGoesAroundItsBars() {
    Series bars = Series.histogram("angles", new double[] {0, 1, 3}, new double[] {4, 2});

    assertThat(bars.x()).containsExactly(0, 0, 1, 1, 3, 3);
    assertThat(bars.y()).containsExactly(0, 4, 4, 2, 2, 0);
  }

  @Test
  void refusesUnevenOrEmptySeries() {
    assertThatThrownBy(() -> Series.line("a", new double[2], new double[1]))
        .hasMessage(
            "series 'a': 2 abscissae and 1 ordinates; it needs as many of both, at least one");
    assertThatThrownBy(() -> Series.line("a", new double[0], new double[0]))
        .hasMessageStartingWith("series 'a': 0 abscissae");
  }

  @Test
  void refusesValuesThatAreNotFinite() {
    assertThatThrownBy(() -> Series.points("a", new double[] {1, 2}, new double[] {1, Double.NaN}))
        .hasMessage("series 'a': point 1 is NaN; a chart needs finite values");
  }
}
