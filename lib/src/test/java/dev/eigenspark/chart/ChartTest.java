package dev.eigenspark.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ChartTest {
  private static final Series LOSS =
      Series.line("training", new double[] {1, 2, 3}, new double[] {0.3, 0.05, 0.004});

  private static Chart loss(Series... more) {
    List<Series> series = new ArrayList<>(List.of(more));
    series.add(LOSS);
    return new Chart(Axis.linear("round"), Axis.log("loss (nats)"), series, Chart.Aspect.FREE);
  }

  @Test
  void keepsEveryTextAsText() {
    Svg svg = Svg.parse(loss(Series.level("chance", 0.2, 1, 3)).svg());

    assertThat(svg.texts())
        .contains("round", "loss (nats)", "training", "chance", "1", "2", "3", "0.01", "0.1");
    assertThat(svg.elements("path").filter(Svg::isGlyph)).isEmpty();
  }

  @Test
  void aBandHasTheColourOfItsLineAndNoLegend() {
    double[] x = {1, 2, 3};
    Series band =
        Series.band(
            "interval", x, new double[] {0.2, 0.04, 0.003}, new double[] {0.4, 0.06, 0.005});
    String svg = loss(band).svg();

    assertThat(band.x()).containsExactly(1, 2, 3, 3, 2, 1);
    assertThat(band.y()).containsExactly(0.2, 0.04, 0.003, 0.005, 0.06, 0.4);
    assertThat(Svg.parse(svg).texts()).contains("training").doesNotContain("interval");
    assertThat(svg).contains("fill-opacity=\"0.19\"");
  }

  @Test
  void usesTheReadersFontsAndScales() {
    Svg svg = Svg.parse(loss().svg());
    Element root = svg.root();

    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 640 400");
    assertThat(svg.elements("g").map(g -> g.getAttribute("font-family")))
        .allMatch(f -> f.isEmpty() || f.endsWith("sans-serif"))
        .noneMatch(f -> f.contains("Dialog"));
  }

  @Test
  void sameChartGivesTheSameBytes() {
    assertThat(loss().svg()).isEqualTo(loss().svg());
  }

  @Test
  void equalAspectKeepsTheUnitCircleRound() {
    Chart chart =
        new Chart(
            Axis.linear("Re λ"),
            Axis.linear("Im λ"),
            List.of(
                Series.unitCircle(),
                Series.points("corners", new double[] {1, 0, -1, 0}, new double[] {0, 1, 0, -1})),
            Chart.Aspect.EQUAL);

    double[] box = Svg.parse(chart.svg()).markerBox();
    assertThat(box[0]).isGreaterThan(200).isCloseTo(box[1], within(1.0));
  }

  @Test
  void logarithmicAxisWithinOneDecadeStillHasLabels() {
    Series flat = Series.line("flat", new double[] {1, 2}, new double[] {0.21, 0.2});
    Chart chart =
        new Chart(Axis.linear("round"), Axis.log("loss"), List.of(flat), Chart.Aspect.FREE);

    assertThat(Svg.parse(chart.svg()).texts()).contains("0.1", "1");
  }

  @Test
  void overManyDecadesTheLabelsArePowers() {
    Series fading = Series.line("fading", new double[] {0, 1, 2}, new double[] {1, 1e-12, 1e-24});
    Chart chart =
        new Chart(Axis.linear("lag"), Axis.log("norm"), List.of(fading), Chart.Aspect.FREE);

    List<String> texts = Svg.parse(chart.svg()).texts();
    assertThat(texts).contains("1", "1e\u221220").hasSizeLessThan(30);
  }

  @Test
  void seriesDifferWithoutColour() {
    Series other = Series.line("validation", new double[] {1, 3}, new double[] {0.3, 0.01});
    Svg svg = Svg.parse(loss(other).svg());

    assertThat(svg.elements("g").map(g -> g.getAttribute("stroke-dasharray"))).contains("7,3");
  }

  @Test
  void stagesGoFromLightToDark() {
    double[] at = {1};
    Chart chart =
        new Chart(
            Axis.linear("x"),
            Axis.linear("y"),
            List.of(
                Series.stage("a", at, at), Series.stage("b", at, at), Series.stage("c", at, at)),
            Chart.Aspect.FREE);

    String svg = chart.svg();
    List<Integer> grey = new ArrayList<>();
    for (int stage = 1; stage <= 3; stage++) {
      Color shade = Palette.shade(stage / 3.0);
      String fill = "rgb(%d,%d,%d)".formatted(shade.getRed(), shade.getGreen(), shade.getBlue());
      assertThat(svg).contains(fill);
      grey.add(shade.getRed() + shade.getGreen() + shade.getBlue());
    }
    assertThat(grey.get(0) - grey.get(1)).isGreaterThan(100);
    assertThat(grey.get(1) - grey.get(2)).isGreaterThan(100);
  }

  @Test
  void outlinesHaveNoMarkers() {
    double[] x = {1, 2};
    double[] y = {3, 4};
    Chart line =
        new Chart(
            Axis.linear("x"), Axis.linear("y"), List.of(Series.line("a", x, y)), Chart.Aspect.FREE);
    Chart outline =
        new Chart(
            Axis.linear("x"),
            Axis.linear("y"),
            List.of(new Series("a", x, y, Series.Style.OUTLINE)),
            Chart.Aspect.FREE);

    assertThat(Svg.parse(line.svg()).elements("circle")).isNotEmpty();
    assertThat(Svg.parse(outline.svg()).elements("circle")).isEmpty();
  }

  @Test
  void textIsEscaped() {
    Series odd = Series.line("a < b & \"c\"", new double[] {1, 2}, new double[] {1, 2});

    assertThat(Svg.parse(loss(odd).svg()).texts()).contains("a < b & \"c\"");
  }

  @Test
  void refusesWhatItCannotDraw() {
    assertThatThrownBy(() -> loss(Series.points("bad", new double[] {1}, new double[] {0})))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "series 'bad': 0.0 does not fit the logarithmic axis 'loss (nats)'; values must be"
                + " positive");
    assertThatThrownBy(() -> loss(LOSS)).hasMessageEndingWith("two series have the same name");
    assertThatThrownBy(
            () -> new Chart(Axis.linear("x"), Axis.linear("y"), List.of(), Chart.Aspect.FREE))
        .hasMessage("chart 'y': it has no series; give at least one");
  }
}
