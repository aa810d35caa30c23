package dev.eigenspark.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.chart.Axis.Scale;
import dev.eigenspark.chart.DotPlot.Row;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotScaleTest {
  private static DotScale scale(Scale scale, double low, double high, int most) {
    Row row = new Row("a", List.of(low, high), low, Double.NaN, Double.NaN, Double.NaN);
    return DotScale.of(scale, List.of(row), most);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 3, 0 0.5 1",
    "0, 1, 6, 0 0.2 0.4 0.6 0.8 1",
    "0.31, 0.97, 5, 0.2 0.4 0.6 0.8 1",
    "0.951, 0.999, 4, 0.94 0.96 0.98 1",
    "-0.1, 0.1, 3, \u22120.1 0 0.1",
    "0.7, 0.7, 3, 0.6 0.7 0.8",
    "1, 1, 3, 0.9 1 1.1",
    "0, 0, 3, \u22121 0 1",
    "1000, 1003, 5, 1000 1001 1002 1003"
  })
  void goesFromTickToTick(double low, double high, int most, String labels) {
    DotScale scale = scale(Scale.LINEAR, low, high, most);

    assertThat(String.join(" ", scale.labels())).isEqualTo(labels);
    assertThat(scale.part(low)).isBetween(0.0, 1.0);
    assertThat(scale.part(high)).isBetween(0.0, 1.0).isGreaterThanOrEqualTo(scale.part(low));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 20, 5, 0.1 1 10 100",
    "1e-12, 1, 4, 1e\u221215 1e\u221210 1e\u22125 1",
    "3, 3, 3, 1 10",
    "1, 1, 3, 0.1 1 10"
  })
  void logarithmicAxesHaveWholeDecades(double low, double high, int most, String labels) {
    assertThat(String.join(" ", scale(Scale.LOG, low, high, most).labels())).isEqualTo(labels);
  }

  @Test
  void anIntervalThatReachesZeroEndsAtTheEdgeOfALogarithmicAxis() {
    Row row = new Row("a", List.of(0.1, 1.0), 0.5, 0, 2, Double.NaN);
    DotScale scale = DotScale.of(Scale.LOG, List.of(row), 5);

    assertThat(scale.part(0)).isZero();
    assertThat(scale.labels()).containsExactly("0.1", "1", "10");
  }
}
