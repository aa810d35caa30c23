package dev.eigenspark.chart;

import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The chart library's object for a {@link Chart}, in the house style, and the texts in it. */
record Plot(XYChart chart, Labels labels) {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int SQUARE_WIDTH = 480;
  private static final int SQUARE_HEIGHT = 500;

  /** Lines with at most this many points carry markers, so that they differ in black and white. */
  private static final int MARKED_POINTS = 30;

  static Plot of(Chart given) {
    Chart chart = ManyDecades.asPowers(given);
    boolean square = chart.aspect() == Chart.Aspect.EQUAL;
    XYChart plot =
        new XYChartBuilder()
            .width(square ? SQUARE_WIDTH : WIDTH)
            .height(square ? SQUARE_HEIGHT : HEIGHT)
            .xAxisTitle(chart.x().title())
            .yAxisTitle(chart.y().title())
            .build();
    style(plot.getStyler());
    Labels labels = new Labels();
    AxisStyle.apply(plot.getStyler(), chart, labels);
    boolean wide = legendWidth(chart) > plot.getWidth();
    plot.getStyler()
        .setLegendLayout(wide ? Styler.LegendLayout.Vertical : Styler.LegendLayout.Horizontal);
    int n = 0;
    int stage = 0;
    double stages = chart.series().stream().filter(s -> s.style() == Series.Style.STAGE).count();
    for (Series series : chart.series()) {
      labels.add(
          new Labels.Label(
              series.name(), plot.getStyler().getLegendFont(), Labels.Anchor.START, false));
      XYSeries drawn = plot.addSeries(series.name(), series.x(), series.y());
      switch (series.style()) {
        case LINE -> line(drawn, n++, series.x().length);
        case OUTLINE -> outline(drawn, n++);
        case POINTS -> points(drawn, n++);
        case STAGE -> stage(drawn, ++stage / stages);
        case REFERENCE -> reference(drawn);
        case BAND -> band(drawn, n);
      }
    }
    if (square) {
      EqualAspect.apply(plot, chart);
    }
    return new Plot(plot, labels);
  }

  /** A generous estimate in pixels: the library cuts off a row that does not fit. */
  private static int legendWidth(Chart chart) {
    return chart.series().stream()
        .filter(series -> series.style() != Series.Style.BAND)
        .mapToInt(series -> 7 * series.name().length() + 55)
        .sum();
  }

  private static void style(XYStyler styler) {
    Font label = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    styler.setLocale(Locale.ROOT);
    styler.setBaseFont(label);
    styler.setLegendFont(label);
    styler.setAxisTickLabelsFont(label);
    styler.setAxisTitleFont(label.deriveFont(13f));
    styler.setChartFontColor(Palette.INK);
    styler.setXAxisTitleColor(Palette.INK);
    styler.setYAxisTitleColor(Palette.INK);
    styler.setAxisTickLabelsColor(Palette.INK);
    styler.setAxisTickMarksColor(Palette.INK);
    styler.setAxisTickMarksStroke(Palette.thin());
    styler.setAxisTickMarkLength(4);
    styler.setChartTitleVisible(false);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(Palette.GRID);
    styler.setPlotGridLinesStroke(Palette.thin());
    styler.setPlotTicksMarksVisible(false);
    styler.setPlotMargin(0);
    styler.setChartPadding(8);
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendBackgroundColor(Color.WHITE);
    styler.setLegendSeriesLineLength(26);
    styler.setMarkerSize(6);
  }

  private static void line(XYSeries drawn, int n, int points) {
    outline(drawn, n);
    drawn.setMarkerColor(Palette.colour(n));
    drawn.setMarker(points <= MARKED_POINTS ? Palette.marker(n) : SeriesMarkers.NONE);
  }

  private static void outline(XYSeries drawn, int n) {
    drawn.setLineColor(Palette.colour(n)).setLineStyle(Palette.line(n));
    drawn.setMarker(SeriesMarkers.NONE);
  }

  private static void points(XYSeries drawn, int n) {
    drawn.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    drawn.setLineStyle(SeriesLines.NONE);
    drawn.setMarkerColor(Palette.colour(n)).setMarker(Palette.marker(n));
  }

  private static void stage(XYSeries drawn, double part) {
    drawn.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    drawn.setLineStyle(SeriesLines.NONE);
    drawn.setMarkerColor(Palette.shade(part)).setMarker(SeriesMarkers.CIRCLE);
  }

  private static void band(XYSeries drawn, int n) {
    drawn.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
    drawn.setFillColor(Palette.faint(n));
    drawn.setLineStyle(SeriesLines.NONE);
    drawn.setMarker(SeriesMarkers.NONE);
    drawn.setShowInLegend(false);
  }

  private static void reference(XYSeries drawn) {
    drawn.setLineColor(Palette.REFERENCE).setLineStyle(Palette.reference());
    drawn.setMarker(SeriesMarkers.NONE);
  }
}
