package dev.eigenspark.chart;

import dev.eigenspark.Failure;
import java.util.Arrays;

/**
 * One named set of points of a {@link Chart}.
 *
 * @param name the legend's entry; unique in a chart
 * @param x abscissae, at least one, finite
 * @param y ordinates, as many
 * @param style how it is drawn
 */
public record Series(String name, double[] x, double[] y, Style style) {
  /** How a series is drawn. */
  public enum Style {
    /** Points joined in the order given. */
    LINE,
    /** Points joined in the order given, without markers: the outline of a histogram. */
    OUTLINE,
    /** Unjoined markers. */
    POINTS,
    /** Unjoined markers of one stage of a course; the stages of a chart go from light to dark. */
    STAGE,
    /** A thin grey line to compare with: a baseline, the unit circle. */
    REFERENCE,
    /** A closed outline, lightly filled, in the colour of the line that comes next; no legend. */
    BAND
  }

  /** Lines of a chart that differ in colour; more repeat them with other dashes. */
  public static final int DISTINCT_LINES = Palette.COLOURS.length;

  /** Segments of the unit circle's polygon: smooth at any printed size. */
  private static final int CIRCLE_SEGMENTS = 360;

  /** Validates that there is something to draw. */
  public Series {
    if (x.length == 0 || x.length != y.length) {
      throw Failure.data(
          "series '%s': %d abscissae and %d ordinates; it needs as many of both, at least one"
              .formatted(name, x.length, y.length));
    }
    requireFinite(name, x);
    requireFinite(name, y);
  }

  /** A line through {@code (x[i], y[i])}. */
  public static Series line(String name, double[] x, double[] y) {
    return new Series(name, x, y, Style.LINE);
  }

  /** Markers at {@code (x[i], y[i])}. */
  public static Series points(String name, double[] x, double[] y) {
    return new Series(name, x, y, Style.POINTS);
  }

  /** Markers at {@code (x[i], y[i])}, one stage of a course. */
  public static Series stage(String name, double[] x, double[] y) {
    return new Series(name, x, y, Style.STAGE);
  }

  /** The outline of a histogram: {@code heights[i]} from {@code edges[i]} to its successor. */
  public static Series histogram(String name, double[] edges, double[] heights) {
    int bins = heights.length;
    double[] x = new double[2 * bins + 2];
    double[] y = new double[2 * bins + 2];
    for (int i = 0; i <= bins; i++) {
      x[2 * i] = edges[i];
      x[2 * i + 1] = edges[i];
      y[2 * i] = i == 0 ? 0 : heights[i - 1];
      y[2 * i + 1] = i == bins ? 0 : heights[i];
    }
    return new Series(name, x, y, Style.OUTLINE);
  }

  /** The area between {@code low[i]} and {@code high[i]} at {@code x[i]}. */
  public static Series band(String name, double[] x, double[] low, double[] high) {
    int n = x.length;
    double[] aroundX = Arrays.copyOf(x, 2 * n);
    double[] aroundY = Arrays.copyOf(low, 2 * n);
    for (int i = 0; i < n; i++) {
      aroundX[n + i] = x[n - 1 - i];
      aroundY[n + i] = high[n - 1 - i];
    }
    return new Series(name, aroundX, aroundY, Style.BAND);
  }

  /** A horizontal reference at {@code level}, from {@code from} to {@code to}. */
  public static Series level(String name, double level, double from, double to) {
    return new Series(name, new double[] {from, to}, new double[] {level, level}, Style.REFERENCE);
  }

  /** The unit circle of the complex plane, as a reference. */
  public static Series unitCircle() {
    double[] x = new double[CIRCLE_SEGMENTS + 1];
    double[] y = new double[CIRCLE_SEGMENTS + 1];
    Arrays.setAll(x, i -> Math.cos(2 * Math.PI * i / CIRCLE_SEGMENTS));
    Arrays.setAll(y, i -> Math.sin(2 * Math.PI * i / CIRCLE_SEGMENTS));
    return new Series("unit circle", x, y, Style.REFERENCE);
  }

  private static void requireFinite(String name, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw Failure.data(
            "series '%s': point %d is %s; a chart needs finite values"
                .formatted(name, i, values[i]));
      }
    }
  }
}
