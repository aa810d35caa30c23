package dev.eigenspark.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Colour, dash and marker of the n-th series; each of the three tells series apart alone. */
final class Palette {
  /** Axes and text. */
  static final Color INK = new Color(0x22, 0x22, 0x22);

  /** Grid lines. */
  static final Color GRID = new Color(0xe6, 0xe6, 0xe6);

  /** Reference lines. */
  static final Color REFERENCE = new Color(0x88, 0x88, 0x88);

  /** Okabe and Ito 2008, without black and with yellow, which is too light for lines, last. */
  static final Color[] COLOURS = {
    new Color(0x00, 0x72, 0xb2),
    new Color(0xd5, 0x5e, 0x00),
    new Color(0x00, 0x9e, 0x73),
    new Color(0xcc, 0x79, 0xa7),
    new Color(0xe6, 0x9f, 0x00),
    new Color(0x56, 0xb4, 0xe9),
    new Color(0xf0, 0xe4, 0x42)
  };

  private static final float[][] DASHES = {null, {7, 3}, {2, 2}, {8, 3, 2, 3}};

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.CROSS,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.PLUS,
    SeriesMarkers.TRIANGLE_DOWN
  };

  private Palette() {}

  static Color colour(int n) {
    return COLOURS[n % COLOURS.length];
  }

  /** The colour as a wash that lines show through. */
  static Color faint(int n) {
    Color full = colour(n);
    return new Color(full.getRed(), full.getGreen(), full.getBlue(), 0x30);
  }

  /** From a light blue near 0 to nearly black at 1, in steps that stay apart in grey. */
  static Color shade(double part) {
    double light = 0.85 * (1 - part);
    return new Color(
        (float) light, (float) (0.15 + 0.85 * light), (float) (0.35 + 0.7 * light), 1f);
  }

  static Marker marker(int n) {
    return MARKERS[n % MARKERS.length];
  }

  static BasicStroke line(int n) {
    return stroke(1.6f, DASHES[n % DASHES.length]);
  }

  static BasicStroke thin() {
    return stroke(0.8f, null);
  }

  static BasicStroke reference() {
    return stroke(1f, new float[] {4, 3});
  }

  private static BasicStroke stroke(float width, float[] dash) {
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }
}
