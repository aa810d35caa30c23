package dev.eigenspark.chart;

import java.awt.Color;
import java.util.Locale;

/**
 * Lines, dots, boxes and texts as an SVG document that scales with the page, in the reader's fonts.
 */
final class SvgDrawing {
  /** Which point of a text is given. */
  enum Anchor {
    MIDDLE,
    END
  }

  private final StringBuilder out = new StringBuilder();

  /** An empty white page, in pixels. */
  SvgDrawing(int width, int height, int textSize) {
    add(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d"\
         role="img" font-family="%s" font-size="%d">
        <rect width="%d" height="%d" fill="#ffffff"/>
        """,
        width, height, width, height, SvgDocument.FONTS, textSize, width, height);
  }

  void line(double x1, double y1, double x2, double y2, Color colour, double width) {
    add(
        "<line x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\" stroke=\"%s\""
            + " stroke-width=\"%.1f\"/>\n",
        x1, y1, x2, y2, hex(colour), width);
  }

  void dot(double x, double y, double radius, Color colour, double opacity) {
    add(
        "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.1f\" fill=\"%s\" fill-opacity=\"%.1f\"/>\n",
        x, y, radius, hex(colour), opacity);
  }

  void box(double x, double y, double width, double height, Color colour) {
    add(
        "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\"/>\n",
        x, y, width, height, hex(colour));
  }

  /** A text on its baseline; an empty one is left out. */
  void text(String text, double x, double y, Anchor anchor, Color colour) {
    if (!text.isEmpty()) {
      add(
          "<text x=\"%.2f\" y=\"%.2f\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n",
          x, y, anchor.name().toLowerCase(Locale.ROOT), hex(colour), escape(text));
    }
  }

  String svg() {
    return out + "</svg>\n";
  }

  private void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
  }

  private static String hex(Color colour) {
    return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xffffff);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
