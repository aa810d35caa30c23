package dev.eigenspark.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;

/**
 * Makes one unit as long on both axes. Both get the same range, and because the frame's size in
 * pixels follows from the labels, a first painting measures it and the height is set right.
 */
final class EqualAspect {
  /** Free space around the data, as a share of their range. */
  private static final double MARGIN = 0.08;

  /** Pixels between ticks, the same on both axes. */
  private static final int TICK_SPACING = 60;

  private EqualAspect() {}

  static void apply(XYChart plot, Chart chart) {
    double[] x = range(chart, Series::x);
    double[] y = range(chart, Series::y);
    double half = (1 + MARGIN) * Math.max(x[1] - x[0], y[1] - y[0]) / 2;
    double reach = half > 0 ? half : 1;
    double centreX = (x[0] + x[1]) / 2;
    double centreY = (y[0] + y[1]) / 2;
    plot.getStyler().setXAxisMin(centreX - reach).setXAxisMax(centreX + reach);
    plot.getStyler().setYAxisMin(centreY - reach).setYAxisMax(centreY + reach);
    plot.getStyler().setXAxisTickMarkSpacingHint(TICK_SPACING);
    plot.getStyler().setYAxisTickMarkSpacingHint(TICK_SPACING);
    paint(plot, plot.getHeight());
    double unitX = plot.getScreenXFromChart(centreX + reach) - plot.getScreenXFromChart(centreX);
    double unitY = plot.getScreenYFromChart(centreY) - plot.getScreenYFromChart(centreY + reach);
    paint(plot, plot.getHeight() + (int) Math.round(2 * (unitX - unitY)));
  }

  /** Lays the chart out; it keeps the height of its last painting. */
  private static void paint(XYChart plot, int height) {
    Graphics2D scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    plot.paint(scratch, plot.getWidth(), height);
    scratch.dispose();
  }

  private static double[] range(Chart chart, Function<Series, double[]> side) {
    DoubleStream all = chart.series().stream().flatMapToDouble(s -> DoubleStream.of(side.apply(s)));
    var statistics = all.summaryStatistics();
    return new double[] {statistics.getMin(), statistics.getMax()};
  }
}
