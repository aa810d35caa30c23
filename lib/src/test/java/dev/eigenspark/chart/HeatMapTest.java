package dev.eigenspark.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class HeatMapTest {
  private static final int PAGE_AND_SCALE = 51;

  private static Svg draw(int n, double... values) {
    List<String> labels = new ArrayList<>();
    double[][] table = new double[n][n];
    for (int i = 0; i < n; i++) {
      labels.add("layer " + i);
      for (int j = 0; j < n; j++) {
        table[i][j] = values[(i * n + j) % values.length];
      }
    }
    return Svg.parse(new HeatMap("CKA", labels, table).svg());
  }

  private static List<String> cells(Svg svg, int n) {
    return svg.elements("rect")
        .skip(1)
        .limit((long) n * n)
        .map(e -> e.getAttribute("fill"))
        .toList();
  }

  private static int light(String colour) {
    return Integer.parseInt(colour.substring(1, 3), 16)
        + Integer.parseInt(colour.substring(3, 5), 16);
  }

  @Test
  void largerValuesAreDarker() {
    List<String> cells = cells(draw(2, 0, 0.4, 0.7, 1), 2);
    for (int i = 1; i < cells.size(); i++) {
      assertThat(light(cells.get(i))).isLessThan(light(cells.get(i - 1)));
    }
  }

  @Test
  void whatLiesBeyondIsDrawnAsTheEndsOfTheScale() {
    List<String> cells = cells(draw(2, -0.3, 0, 1, 1.0001), 2);
    assertThat(cells.get(0)).isEqualTo(cells.get(1));
    assertThat(cells.get(2)).isEqualTo(cells.get(3));
  }

  @Test
  void whatIsNotDefinedStaysWhite() {
    Svg svg = draw(2, 1, Double.NaN, Double.NaN, 1);
    assertThat(svg.elements("rect")).hasSize(PAGE_AND_SCALE + 2);
    assertThat(svg.texts()).contains("1.00").doesNotContain("NaN");
  }

  @Test
  void rowsAreLabelledAndNumberedAndColumnsNumbered() {
    assertThat(draw(3, 0.25).texts())
        .contains("layer 0  1", "layer 2  3", "1", "3", "0.25", "CKA")
        .hasSize(3 + 3 + 9 + 2 + 1);
  }

  @Test
  void manyCellsShowNoNumbersAndLieWithinThePage() {
    Svg svg = draw(40, 0.5);
    assertThat(svg.texts()).doesNotContain("0.50");
    double width = Double.parseDouble(svg.root().getAttribute("width"));
    double height = Double.parseDouble(svg.root().getAttribute("height"));
    for (Element cell : svg.elements("rect").skip(1).toList()) {
      assertThat(right(cell, "x", "width")).isLessThanOrEqualTo(width);
      assertThat(right(cell, "y", "height")).isLessThanOrEqualTo(height);
    }
  }

  private static double right(Element cell, String at, String size) {
    return Double.parseDouble(cell.getAttribute(at)) + Double.parseDouble(cell.getAttribute(size));
  }

  @Test
  void refusesATableThatIsNotAsWideAsItHasLabels() {
    assertThatThrownBy(() -> new HeatMap("CKA", List.of("a", "b"), new double[][] {{1, 0}}))
        .isInstanceOf(Failure.class)
        .hasMessage("heat map 'CKA': 2 labels need a table as wide and as high");
  }
}
