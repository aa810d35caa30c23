package dev.eigenspark.chart;

import dev.eigenspark.Failure;
import java.util.List;

/**
 * A figure of one or more series over two axes, in one publication style: Okabe-Ito colours (Okabe
 * and Ito, Color universal design, 2008) with line styles and markers that stay apart in black and
 * white. It has no title: the caption belongs to the page.
 *
 * @param x horizontal axis
 * @param y vertical axis
 * @param series in the order of the legend; later ones are painted over earlier ones
 * @param aspect how units of x and y relate
 */
public record Chart(Axis x, Axis y, List<Series> series, Aspect aspect) {
  /** How units of the two axes relate. */
  public enum Aspect {
    /** A landscape frame that the data fill. */
    FREE,
    /** One unit is as long on both axes, so that a circle is round. */
    EQUAL
  }

  /** Validates that the series can be drawn on the axes. */
  public Chart {
    series = List.copyOf(series);
    if (series.isEmpty()) {
      throw Failure.data("chart '" + y.title() + "': it has no series; give at least one");
    }
    if (series.stream().map(Series::name).distinct().count() != series.size()) {
      throw Failure.data("chart '" + y.title() + "': two series have the same name");
    }
    series.forEach(s -> requirePositive(x, s.name(), s.x()));
    for (Series s : series) {
      requirePositive(y, s.name(), s.y());
    }
  }

  /**
   * The figure as a complete SVG document. Text stays text; the same chart gives the same bytes on
   * one machine (text is measured with its sans-serif font).
   *
   * @throws Failure of kind INFRASTRUCTURE when Java finds no font to measure text with
   */
  public String svg() {
    SvgDocument.requireFonts();
    return SvgDocument.paint(Plot.of(this));
  }

  private static void requirePositive(Axis axis, String series, double[] values) {
    if (axis.scale() != Axis.Scale.LOG) {
      return;
    }
    for (double value : values) {
      if (value <= 0) {
        throw Failure.data(
            "series '%s': %s does not fit the logarithmic axis '%s'; values must be positive"
                .formatted(series, value, axis.title()));
      }
    }
  }
}
