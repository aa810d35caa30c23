package dev.eigenspark.chart;

import dev.eigenspark.chart.DotPlot.Panel;
import dev.eigenspark.chart.DotPlot.Row;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where everything of a {@link DotPlot} is, in pixels. Up to four panels stand side by side, right
 * of the labels that they share; more go on in further lines of panels of equal number.
 *
 * @param scale the horizontal axis of every panel
 * @param labels width of the column of labels
 * @param columns panels in a line
 * @param lines lines of panels
 * @param panel width of a panel between the ends of its axis
 * @param gap from the end of an axis to the beginning of the next
 * @param rows rows of a panel
 */
record DotLayout(
    DotScale scale, double labels, int columns, int lines, double panel, double gap, int rows) {
  static final int TEXT_SIZE = 12;
  static final int ROW = 22;

  private static final int MARGIN = 10;
  private static final int HEAD = 26;
  private static final int TICKS = 34;
  private static final int TITLE = 12;

  private static final int MOST_COLUMNS = 4;

  /** Of the whole figure, where its texts need no more: that of a page. */
  private static final int WIDTH = 700;

  private static final int LABELS_GAP = 18;
  private static final int LEAST_PANEL = 90;

  /** One wider would not be seen at a glance. */
  private static final int MOST_PANEL = 340;

  private static final int LEAST_TICK = 20;
  private static final int LEAST_GAP = 24;

  /** Between two texts side by side. */
  private static final int SPACE = 10;

  /** Readers' fonts are wider or narrower than the measured one. */
  private static final double FONT_SLACK = 1.08;

  static DotLayout of(DotPlot plot) {
    int panels = plot.panels().size();
    int lines = (panels + MOST_COLUMNS - 1) / MOST_COLUMNS;
    int columns = (panels + lines - 1) / lines;
    List<Row> all = plot.panels().stream().flatMap(panel -> panel.rows().stream()).toList();
    double labels = Math.max(widest(plot.panels().get(0).labels().stream()), text(plot.rows()));
    double title = widest(plot.panels().stream().map(Panel::title));
    double room = WIDTH - 2 * MARGIN - labels - LABELS_GAP;
    double even = Math.min(MOST_PANEL, room / columns - LEAST_GAP);
    double panel = Math.max(even, Math.max(LEAST_PANEL, title));
    int most = (int) (panel / LEAST_TICK);
    DotScale scale = DotScale.of(plot.x().scale(), all, most);
    while (most > DotScale.FEWEST_TICKS && isFull(scale, panel)) {
      scale = DotScale.of(plot.x().scale(), all, --most);
    }
    double gap = Math.max(LEAST_GAP, widest(scale.labels().stream()) + SPACE);
    return new DotLayout(
        scale, labels, columns, lines, panel, gap, plot.panels().get(0).rows().size());
  }

  int width() {
    return (int) Math.ceil(left(columns - 1) + panel + gap / 2 + MARGIN);
  }

  int height() {
    return (int) (top(lines - 1) + rows * ROW + TICKS + TITLE + MARGIN);
  }

  /** Where the labels end. */
  double labelsEnd() {
    return MARGIN + labels;
  }

  /** Beginning of the axis in a column of panels. */
  double left(int column) {
    return labelsEnd() + LABELS_GAP + column * (panel + gap);
  }

  /** Upper edge of the first row in a line of panels. */
  double top(int line) {
    return MARGIN + HEAD + line * (double) (HEAD + rows * ROW + TICKS);
  }

  /** Middle of the title of the axis, below the last line. */
  double titleMiddle() {
    return left(0) + ((columns - 1) * (panel + gap) + panel) / 2;
  }

  /** Whether labels of ticks would touch; the outer ones are half outside. */
  private static boolean isFull(DotScale scale, double panel) {
    List<String> labels = scale.labels();
    return (labels.size() - 1) * (widest(labels.stream()) + SPACE) > panel;
  }

  private static double widest(Stream<String> texts) {
    return texts.mapToDouble(DotLayout::text).max().orElse(0);
  }

  /** Width of a text, with room for other fonts. */
  static double text(String text) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, TEXT_SIZE);
    FontRenderContext context = new FontRenderContext(null, true, true);
    return FONT_SLACK * font.getStringBounds(text, context).getWidth();
  }
}
