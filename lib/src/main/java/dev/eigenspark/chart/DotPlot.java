package dev.eigenspark.chart;

import dev.eigenspark.Failure;
import java.util.List;

/**
 * A figure that compares many groups: panels side by side, in each the same rows, in each row a dot
 * at the mean, a bar for its interval and below it a faint dot for every single value (Cleveland
 * and McGill, Graphical Perception, 1984). All panels share one horizontal axis, and each row has
 * its place on the page instead of a colour, so that any number of rows can be told apart.
 *
 * @param x horizontal axis
 * @param rows what the labels of the rows name; may be empty
 * @param panels from left to right, at least one, all with the same labels
 */
public record DotPlot(Axis x, String rows, List<Panel> panels) {
  /**
   * One value of what the panels stand for.
   *
   * @param title names the value; may be empty
   * @param rows from top to bottom, at least one
   */
  public record Panel(String title, List<Row> rows) {
    /** Copies the list. */
    public Panel {
      rows = List.copyOf(rows);
    }

    List<String> labels() {
      return rows.stream().map(Row::label).toList();
    }
  }

  /**
   * One group.
   *
   * @param label names it
   * @param values single values, finite; none for a group without a result
   * @param mean their mean
   * @param low lower end of its interval; NaN for none
   * @param high upper end of its interval; NaN for none
   * @param reference value to compare with, as chance; NaN for none
   */
  public record Row(
      String label, List<Double> values, double mean, double low, double high, double reference) {
    /** Checks that there is a place for everything. */
    public Row {
      values = List.copyOf(values);
      boolean finite = values.stream().allMatch(Double::isFinite);
      if (!finite || (!values.isEmpty() && !Double.isFinite(mean))) {
        throw Failure.data(
            "row '%s': values %s with mean %s; a chart needs finite values"
                .formatted(label, values, mean));
      }
    }

    boolean hasInterval() {
      return !values.isEmpty() && Double.isFinite(low) && Double.isFinite(high);
    }

    boolean hasReference() {
      return Double.isFinite(reference);
    }
  }

  /** Checks that the panels have rows, the same ones, whose labels differ. */
  public DotPlot {
    panels = List.copyOf(panels);
    if (panels.isEmpty() || panels.get(0).rows().isEmpty()) {
      throw Failure.data("chart '" + x.title() + "': it has no rows; give at least one");
    }
    List<String> labels = panels.get(0).labels();
    if (labels.stream().distinct().count() != labels.size()) {
      throw Failure.data("chart '" + x.title() + "': two rows have the same label");
    }
    for (Panel panel : panels) {
      if (!panel.labels().equals(labels)) {
        throw Failure.data(
            "chart '%s': panel '%s' has rows %s, the first one %s"
                .formatted(x.title(), panel.title(), panel.labels(), labels));
      }
      panel.rows().forEach(row -> requirePositive(x, row));
    }
  }

  private static void requirePositive(Axis axis, Row row) {
    boolean fits = row.values().stream().allMatch(value -> value > 0) && !(row.reference() <= 0);
    if (axis.scale() == Axis.Scale.LOG && !fits) {
      throw Failure.data(
          "row '%s': values %s with reference %s do not fit the logarithmic axis '%s'; they must be"
                  .formatted(row.label(), row.values(), row.reference(), axis.title())
              + " positive");
    }
  }

  /**
   * The figure as a complete SVG document. The same plot gives the same bytes on one machine (text
   * is measured with its sans-serif font).
   *
   * @throws Failure of kind INFRASTRUCTURE when Java finds no font to measure text with
   */
  public String svg() {
    SvgDocument.requireFonts();
    return new DotPainter(this, DotLayout.of(this)).svg();
  }
}
