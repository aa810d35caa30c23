package dev.eigenspark.tasks.objects;

import java.util.ArrayList;
import java.util.List;

/**
 * The outline of a glyph: closed contours of straight lines, two numbers x, y for each corner, y
 * upwards, in units of the font.
 */
final class Outline {
  /** Chords in place of a curve: off by less than a fiftieth of a pixel at our size. */
  private static final int CHORDS = 16;

  private final List<double[]> contours = new ArrayList<>();

  /**
   * Adds a contour of a TrueType glyph: quadratic curves, whose control points are the points that
   * are off the curve; between two of those lies a point on it, half way.
   */
  void add(double[] x, double[] y, boolean[] onCurve) {
    int points = x.length;
    List<Double> corners = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      int before = (i + points - 1) % points;
      int after = (i + 1) % points;
      if (onCurve[i]) {
        corners.add(x[i]);
        corners.add(y[i]);
      } else {
        curve(
            corners,
            onCurve[before] ? x[before] : (x[before] + x[i]) / 2,
            onCurve[before] ? y[before] : (y[before] + y[i]) / 2,
            x[i],
            y[i],
            onCurve[after] ? x[after] : (x[i] + x[after]) / 2,
            onCurve[after] ? y[after] : (y[i] + y[after]) / 2);
      }
    }
    contours.add(corners.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * The chords from (x0, y0) to (x2, y2); a corner at an end that another point adds is no harm.
   */
  private static void curve(
      List<Double> corners, double x0, double y0, double x1, double y1, double x2, double y2) {
    for (int i = 0; i <= CHORDS; i++) {
      double t = (double) i / CHORDS;
      double s = 1 - t;
      corners.add(s * s * x0 + 2 * s * t * x1 + t * t * x2);
      corners.add(s * s * y0 + 2 * s * t * y1 + t * t * y2);
    }
  }

  /** Adds the contours of another glyph: x becomes xx x + xy y + x0, y becomes yx x + yy y + y0. */
  void add(Outline part, double xx, double xy, double x0, double yx, double yy, double y0) {
    for (double[] contour : part.contours) {
      double[] moved = new double[contour.length];
      for (int i = 0; i < contour.length; i += 2) {
        moved[i] = xx * contour[i] + xy * contour[i + 1] + x0;
        moved[i + 1] = yx * contour[i] + yy * contour[i + 1] + y0;
      }
      contours.add(moved);
    }
  }

  boolean isEmpty() {
    return contours.isEmpty();
  }

  /** Draws the outline filled, its longer side {@code size} pixels, in the middle of the image. */
  byte[] draw(int side, int size) {
    double left = least(0, 1);
    double right = -least(0, -1);
    double bottom = least(1, 1);
    double top = -least(1, -1);
    double scale = size / Math.max(right - left, top - bottom);
    double x0 = side / 2.0 - scale * (left + right) / 2;
    double y0 = side / 2.0 + scale * (bottom + top) / 2;
    Coverage coverage = new Coverage(side);
    for (double[] contour : contours) {
      int last = contour.length - 2;
      for (int i = 0; i < contour.length; i += 2) {
        int from = i == 0 ? last : i - 2;
        coverage.edge(
            x0 + scale * contour[from],
            y0 - scale * contour[from + 1],
            x0 + scale * contour[i],
            y0 - scale * contour[i + 1]);
      }
    }
    return coverage.blackOnWhite();
  }

  private double least(int coordinate, int sign) {
    double least = Double.POSITIVE_INFINITY;
    for (double[] contour : contours) {
      for (int i = coordinate; i < contour.length; i += 2) {
        least = Math.min(least, sign * contour[i]);
      }
    }
    return least;
  }
}
