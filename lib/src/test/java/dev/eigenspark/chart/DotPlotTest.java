package dev.eigenspark.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.chart.DotPlot.Panel;
import dev.eigenspark.chart.DotPlot.Row;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class DotPlotTest {
  private static final Axis ACCURACY = Axis.linear("test accuracy");

  private static Row row(String label, double... values) {
    double mean =
        IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(Double.NaN);
    List<Double> list = IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
    return new Row(label, list, mean, mean - 0.1, mean + 0.1, 0.25);
  }

  private static DotPlot grid(int panels, int rows) {
    List<Panel> all = new ArrayList<>();
    for (int p = 0; p < panels; p++) {
      List<Row> one = new ArrayList<>();
      for (int r = 0; r < rows; r++) {
        one.add(row("a variant with a name " + r, 0.3 + 0.01 * r, 0.4, 0.5 + 0.05 * p));
      }
      all.add(new Panel("identity-rules " + p, one));
    }
    return new DotPlot(ACCURACY, "variant", all);
  }

  private static DotPlot single(Axis axis, Row row) {
    return new DotPlot(axis, "", List.of(new Panel("", List.of(row))));
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static List<Element> dots(Svg svg, String opacity) {
    return svg.elements("circle")
        .filter(dot -> dot.getAttribute("fill-opacity").equals(opacity))
        .toList();
  }

  /** The box of a text: left, right, top, bottom. */
  private static double[] box(Element text) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, DotLayout.TEXT_SIZE);
    FontRenderContext context = new FontRenderContext(null, true, true);
    double width = font.getStringBounds(text.getTextContent(), context).getWidth();
    double x = number(text, "x");
    double left = text.getAttribute("text-anchor").equals("end") ? x - width : x - width / 2;
    double y = number(text, "y");
    return new double[] {left, left + width, y - 0.8 * DotLayout.TEXT_SIZE, y + 3};
  }

  private static void assertTextsHaveRoom(DotPlot plot) {
    Svg svg = Svg.parse(plot.svg());
    List<Element> texts = svg.elements("text").toList();
    for (int i = 0; i < texts.size(); i++) {
      double[] one = box(texts.get(i));
      assertThat(one[0]).as(texts.get(i).getTextContent()).isNotNegative();
      assertThat(one[1]).isLessThanOrEqualTo(number(svg.root(), "width"));
      assertThat(one[3]).isLessThanOrEqualTo(number(svg.root(), "height"));
      for (int j = 0; j < i; j++) {
        double[] other = box(texts.get(j));
        boolean apart =
            one[1] < other[0] || other[1] < one[0] || one[3] < other[2] || other[3] < one[2];
        assertThat(apart)
            .as(texts.get(i).getTextContent() + " and " + texts.get(j).getTextContent())
            .isTrue();
      }
    }
  }

  @Test
  void everyGroupHasItsRow() {
    Svg svg = Svg.parse(grid(4, 8).svg());

    List<Element> means = dots(svg, "1.0");
    assertThat(means).hasSize(32);
    assertThat(dots(svg, "0.4")).hasSize(96);
    assertThat(means.stream().map(dot -> number(dot, "cy")).distinct()).hasSize(8);
    List<Element> labels =
        svg.elements("text").filter(text -> text.getTextContent().startsWith("a variant")).toList();
    assertThat(labels).hasSize(8);
    for (int r = 0; r < 8; r++) {
      double label = number(labels.get(r), "y");
      assertThat(number(means.get(r), "cy")).isCloseTo(label - 4, within(0.01));
      assertThat(number(means.get(r), "cy")).isEqualTo(number(means.get(8 + r), "cy"));
    }
    assertThat(svg.texts()).contains("test accuracy", "variant", "identity-rules 3");
  }

  @Test
  void textsDoNotOverlap() {
    assertTextsHaveRoom(grid(1, 1));
    assertTextsHaveRoom(grid(4, 8));
    assertTextsHaveRoom(grid(6, 30));
    Row fine = new Row("fine", List.of(0.123401, 0.123402), 0.1234015, 0.1234, 0.123403, 0.1234);
    assertTextsHaveRoom(
        new DotPlot(
            ACCURACY,
            "kind",
            List.of(new Panel("a", List.of(fine)), new Panel("b", List.of(fine)))));
    Row coarse = new Row("coarse", List.of(1e-9, 3e4), 1e4, 0, 3e4, 1);
    assertTextsHaveRoom(single(Axis.log("test loss"), coarse));
  }

  @Test
  void growsWithItsRowsAndPanels() {
    Element small = Svg.parse(grid(4, 8).svg()).root();
    Element tall = Svg.parse(grid(4, 9).svg()).root();
    Element lines = Svg.parse(grid(5, 8).svg()).root();

    assertThat(number(small, "width")).isBetween(600.0, 740.0);
    assertThat(number(small, "height")).isBetween(200.0, 280.0);
    assertThat(small.getAttribute("viewBox"))
        .isEqualTo("0 0 " + small.getAttribute("width") + " " + small.getAttribute("height"));
    assertThat(number(tall, "height") - number(small, "height")).isEqualTo(DotLayout.ROW);
    assertThat(number(lines, "height")).isGreaterThan(number(small, "height") + 8 * DotLayout.ROW);
    assertThat(number(lines, "width")).isLessThan(number(small, "width") + 100);
  }

  @Test
  void placesValuesByTheAxis() {
    Row row = new Row("a", List.of(0.0, 0.5, 1.0), 0.5, 0.25, 0.75, 0.25);
    Svg svg = Svg.parse(single(ACCURACY, row).svg());

    List<Element> values = dots(svg, "0.4");
    double zero = number(values.get(0), "cx");
    double one = number(values.get(2), "cx");
    assertThat(number(values.get(1), "cx")).isCloseTo((zero + one) / 2, within(0.02));
    double quarter = zero + (one - zero) / 4;
    List<Double> grey =
        svg.elements("line")
            .filter(line -> line.getAttribute("stroke").equals("#888888"))
            .map(line -> number(line, "x1"))
            .toList();
    assertThat(grey).singleElement().satisfies(x -> assertThat(x).isCloseTo(quarter, within(0.02)));
    List<Element> bars =
        svg.elements("line").filter(line -> line.getAttribute("stroke").equals("#0072b2")).toList();
    assertThat(number(bars.get(0), "x1")).isCloseTo(quarter, within(0.02));
    assertThat(number(bars.get(0), "x2")).isCloseTo(one - (one - zero) / 4, within(0.02));
    assertThat(svg.texts()).contains("0", "0.5", "1").doesNotContain("1.2", "−0.2");
  }

  @Test
  void oneRunHasADotAndNoBar() {
    Row alone = new Row("all runs", List.of(0.7), 0.7, Double.NaN, Double.NaN, Double.NaN);
    Svg svg = Svg.parse(single(ACCURACY, alone).svg());

    assertThat(svg.elements("circle")).hasSize(2);
    assertThat(svg.elements("line").filter(l -> l.getAttribute("stroke").equals("#0072b2")))
        .isEmpty();
    assertThat(svg.texts()).contains("all runs", "0.7", "test accuracy");
  }

  @Test
  void aGroupWithoutResultKeepsItsRow() {
    Row none = new Row("wild", List.of(), Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    Svg svg =
        Svg.parse(
            new DotPlot(ACCURACY, "pace", List.of(new Panel("", List.of(row("calm", 0.5), none))))
                .svg());

    assertThat(svg.texts()).contains("calm", "wild", "no result");
    assertThat(dots(svg, "1.0")).hasSize(1);
    assertThat(Svg.parse(single(ACCURACY, none).svg()).texts()).contains("wild", "no result");
  }

  @Test
  void aLogarithmicAxisEndsAtDecades() {
    Row row = new Row("a", List.of(0.002, 30.0), 15, 0, 40, Double.NaN);

    assertThat(Svg.parse(single(Axis.log("test loss"), row).svg()).texts())
        .containsSubsequence("0.001", "0.01", "0.1", "1", "10", "100");
  }

  @Test
  void samePlotGivesTheSameBytes() {
    assertThat(grid(4, 8).svg()).isEqualTo(grid(4, 8).svg());
  }

  @Test
  void textIsEscaped() {
    assertThat(Svg.parse(single(ACCURACY, row("a < b & c", 1)).svg()).texts())
        .contains("a < b & c");
  }

  @Test
  void refusesWhatItCannotDraw() {
    assertThatThrownBy(() -> new DotPlot(ACCURACY, "", List.of()))
        .isInstanceOf(Failure.class)
        .hasMessage("chart 'test accuracy': it has no rows; give at least one");
    assertThatThrownBy(
            () ->
                new DotPlot(
                    ACCURACY, "", List.of(new Panel("", List.of(row("a", 1), row("a", 2))))))
        .hasMessageEndingWith("two rows have the same label");
    assertThatThrownBy(
            () ->
                new DotPlot(
                    ACCURACY,
                    "",
                    List.of(
                        new Panel("one", List.of(row("a", 1))),
                        new Panel("two", List.of(row("b", 1))))))
        .hasMessageEndingWith("panel 'two' has rows [b], the first one [a]");
    assertThatThrownBy(() -> row("a", Double.NaN))
        .hasMessageEndingWith("a chart needs finite values");
    assertThatThrownBy(() -> single(Axis.log("loss"), row("a", 0)))
        .hasMessageEndingWith("axis 'loss'; they must be positive");
  }
}
