package dev.eigenspark.chart;

import dev.eigenspark.chart.DotPlot.Panel;
import dev.eigenspark.chart.DotPlot.Row;
import dev.eigenspark.chart.SvgDrawing.Anchor;
import java.awt.Color;
import java.util.List;

/** Draws a {@link DotPlot} by its layout. */
final class DotPainter {
  private static final Color DOT = Palette.colour(0);

  /** From the middle of a row to the baseline of its label. */
  private static final double BASELINE = 4;

  private static final double HALF_CAP = 3;

  /** From a mean to the single values, which it would cover. */
  private static final double BELOW = 6;

  private final DotPlot plot;
  private final DotLayout layout;
  private final SvgDrawing drawing;

  DotPainter(DotPlot plot, DotLayout layout) {
    this.plot = plot;
    this.layout = layout;
    this.drawing = new SvgDrawing(layout.width(), layout.height(), DotLayout.TEXT_SIZE);
  }

  String svg() {
    for (int line = 0; line < layout.lines(); line++) {
      labels(line);
    }
    for (int i = 0; i < plot.panels().size(); i++) {
      int line = i / layout.columns();
      panel(plot.panels().get(i), layout.left(i % layout.columns()), layout.top(line));
    }
    double below = layout.height() - DotLayout.TEXT_SIZE;
    drawing.text(plot.x().title(), layout.titleMiddle(), below, Anchor.MIDDLE, Palette.INK);
    return drawing.svg();
  }

  private void labels(int line) {
    double top = layout.top(line);
    drawing.text(plot.rows(), layout.labelsEnd(), top - 10, Anchor.END, Palette.REFERENCE);
    List<String> labels = plot.panels().get(0).labels();
    for (int i = 0; i < labels.size(); i++) {
      double y = middle(top, i) + BASELINE;
      drawing.text(labels.get(i), layout.labelsEnd(), y, Anchor.END, Palette.INK);
    }
  }

  private void panel(Panel panel, double left, double top) {
    double bottom = top + layout.rows() * DotLayout.ROW;
    double width = layout.panel();
    drawing.text(panel.title(), left + width / 2, top - 10, Anchor.MIDDLE, Palette.INK);
    List<String> ticks = layout.scale().labels();
    for (int i = 0; i < ticks.size(); i++) {
      double x = left + width * i / (ticks.size() - 1);
      drawing.line(x, top, x, bottom + 4, Palette.GRID, 1);
      drawing.text(ticks.get(i), x, bottom + 18, Anchor.MIDDLE, Palette.INK);
    }
    drawing.line(left, bottom, left + width, bottom, Palette.INK, 0.8);
    for (int i = 0; i < panel.rows().size(); i++) {
      row(panel.rows().get(i), left, middle(top, i));
    }
  }

  private void row(Row row, double left, double y) {
    drawing.line(left, y, left + layout.panel(), y, Palette.GRID, 0.8);
    if (row.hasReference()) {
      double half = DotLayout.ROW / 2.0;
      double x = x(left, row.reference());
      drawing.line(x, y - half, x, y + half, Palette.REFERENCE, 1);
    }
    if (row.values().isEmpty()) {
      double middle = left + layout.panel() / 2;
      drawing.text("no result", middle, y + BASELINE, Anchor.MIDDLE, Palette.REFERENCE);
      return;
    }
    row.values().forEach(value -> drawing.dot(x(left, value), y + BELOW, 2.2, DOT, 0.4));
    if (row.hasInterval()) {
      double low = x(left, row.low());
      double high = x(left, row.high());
      drawing.line(low, y, high, y, DOT, 1.6);
      drawing.line(low, y - HALF_CAP, low, y + HALF_CAP, DOT, 1.6);
      drawing.line(high, y - HALF_CAP, high, y + HALF_CAP, DOT, 1.6);
    }
    drawing.dot(x(left, row.mean()), y, 3.5, DOT, 1);
  }

  private double x(double left, double value) {
    return left + layout.panel() * layout.scale().part(value);
  }

  private static double middle(double top, int row) {
    return top + (row + 0.5) * DotLayout.ROW;
  }
}
