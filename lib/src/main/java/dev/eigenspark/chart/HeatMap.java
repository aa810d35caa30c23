package dev.eigenspark.chart;

import dev.eigenspark.Failure;
import dev.eigenspark.chart.SvgDrawing.Anchor;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A figure of a square table of numbers from 0 to 1, dark where they are large: how alike things
 * are to each other. Rows are numbered and labelled, columns numbered; few enough cells show their
 * numbers, and one that is not defined is left white.
 *
 * @param title of the scale
 * @param labels of the rows, and in the same order of the columns
 * @param values row by row; what lies beyond 0 and 1 is drawn as these, NaN as not defined
 */
public record HeatMap(String title, List<String> labels, double[][] values) {
  private static final int MARGIN = 10;
  private static final int HEAD = 24;
  private static final int WIDTH = 460;
  private static final int MOST_CELL = 46;
  private static final int LEAST_CELL = 14;
  private static final int CELL_WITH_NUMBER = 34;
  private static final int SCALE_WIDTH = 14;
  private static final int SCALE_STEPS = 50;
  private static final int BASELINE = 4;
  private static final double DARK = 0.55;

  /** Checks that the table is square. */
  public HeatMap {
    labels = List.copyOf(labels);
    int n = labels.size();
    if (n == 0 || values.length != n || Arrays.stream(values).anyMatch(row -> row.length != n)) {
      throw Failure.data(
          "heat map '%s': %d labels need a table as wide and as high".formatted(title, n));
    }
  }

  /**
   * The figure as a complete SVG document. The same map gives the same bytes on one machine (text
   * is measured with its sans-serif font).
   *
   * @throws Failure of kind INFRASTRUCTURE when Java finds no font to measure text with
   */
  public String svg() {
    SvgDocument.requireFonts();
    return new Painter().svg();
  }

  private final class Painter {
    private final int count = labels.size();
    private final double cell = Math.max(LEAST_CELL, Math.min(MOST_CELL, WIDTH / count));
    private final double left = MARGIN + widest() + MARGIN;
    private final double scaleLeft = left + count * cell + 2 * MARGIN;
    private final SvgDrawing drawing =
        new SvgDrawing(
            (int) Math.ceil(scaleLeft + SCALE_WIDTH + MARGIN + room()),
            (int) Math.ceil(HEAD + height() + 2 * MARGIN + DotLayout.TEXT_SIZE),
            DotLayout.TEXT_SIZE);

    String svg() {
      for (int i = 0; i < count; i++) {
        double middle = HEAD + (i + 0.5) * cell + BASELINE;
        drawing.text(label(i), left - MARGIN, middle, Anchor.END, Palette.INK);
        if (cell >= DotLayout.text(Integer.toString(count)) + BASELINE || i % 2 == 0) {
          double x = left + (i + 0.5) * cell;
          drawing.text(Integer.toString(i + 1), x, HEAD - 8.0, Anchor.MIDDLE, Palette.INK);
        }
        for (int j = 0; j < count; j++) {
          cell(i, j);
        }
      }
      scale();
      return drawing.svg();
    }

    private double widest() {
      double widest = 0;
      for (int i = 0; i < count; i++) {
        widest = Math.max(widest, DotLayout.text(label(i)));
      }
      return widest;
    }

    private String label(int i) {
      return labels.get(i) + "  " + (i + 1);
    }

    private double height() {
      return Math.max(count * cell, 4 * LEAST_CELL);
    }

    private void cell(int i, int j) {
      double value = values[i][j];
      if (Double.isNaN(value)) {
        return;
      }
      double x = left + j * cell;
      double y = HEAD + i * cell;
      // A little more than the cell, or the page would shine through between two.
      drawing.box(x, y, cell + 0.2, cell + 0.2, Palette.shade(part(value)));
      if (cell >= CELL_WITH_NUMBER) {
        Color ink = part(value) > DARK ? Color.WHITE : Palette.INK;
        String text = String.format(Locale.ROOT, "%.2f", value);
        drawing.text(text, x + cell / 2, y + cell / 2 + BASELINE, Anchor.MIDDLE, ink);
      }
    }

    private void scale() {
      double step = height() / SCALE_STEPS;
      for (int i = 0; i < SCALE_STEPS; i++) {
        double part = 1 - (i + 0.5) / SCALE_STEPS;
        double y = HEAD + i * step;
        drawing.box(scaleLeft, y, SCALE_WIDTH, step + 0.2, Palette.shade(part));
      }
      double textEnd = scaleLeft + SCALE_WIDTH + MARGIN + DotLayout.text("1");
      drawing.text("1", textEnd, HEAD + 2.0 * BASELINE, Anchor.END, Palette.INK);
      drawing.text("0", textEnd, HEAD + height(), Anchor.END, Palette.INK);
      double below = HEAD + height() + MARGIN + DotLayout.TEXT_SIZE;
      double end = scaleLeft + SCALE_WIDTH + MARGIN + room();
      drawing.text(title, end - MARGIN, below, Anchor.END, Palette.INK);
    }

    /** Of the numbers beside the scale. */
    private double room() {
      return DotLayout.text("1") + MARGIN;
    }

    private static double part(double value) {
      return Math.max(0, Math.min(1, value));
    }
  }
}
