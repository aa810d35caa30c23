package dev.eigenspark.tasks;

import java.util.Arrays;
import java.util.List;

/**
 * The ten digits as pen strokes, each in two or three styles, in a unit square: x to the right, y
 * down. A stroke is a polyline x0, y0, x1, y1, ...; all strokes of a style are drawn.
 */
final class GlyphStrokes {
  private static final int ARC_STEP_DEGREES = 15;

  private static final List<List<List<double[]>>> DIGITS =
      List.of(
          List.of(
              List.of(arc(0.50, 0.50, 0.30, 0.45, 0, 360)),
              List.of(arc(0.50, 0.50, 0.20, 0.45, 0, 360)),
              List.of(arc(0.50, 0.50, 0.30, 0.42, -60, 280))),
          List.of(
              List.of(line(0.50, 0.05, 0.50, 0.95)),
              List.of(line(0.30, 0.27, 0.52, 0.05, 0.52, 0.95)),
              List.of(line(0.30, 0.25, 0.50, 0.05, 0.50, 0.95), line(0.27, 0.95, 0.73, 0.95))),
          List.of(
              List.of(
                  path(arc(0.50, 0.31, 0.28, 0.26, 180, 395), line(0.20, 0.95), line(0.82, 0.95))),
              List.of(
                  path(
                      arc(0.48, 0.29, 0.26, 0.24, 200, 405),
                      arc(0.32, 0.85, 0.13, 0.10, 225, -90),
                      line(0.82, 0.93)))),
          List.of(
              List.of(
                  path(arc(0.47, 0.28, 0.27, 0.23, 200, 450), line(0.40, 0.50)),
                  path(line(0.40, 0.50), arc(0.47, 0.73, 0.31, 0.23, 270, 520))),
              List.of(
                  path(
                      line(0.20, 0.06, 0.76, 0.06, 0.44, 0.42),
                      arc(0.47, 0.69, 0.30, 0.27, 275, 520)))),
          List.of(
              List.of(line(0.68, 0.95, 0.68, 0.05, 0.15, 0.66, 0.88, 0.66)),
              List.of(line(0.27, 0.05, 0.20, 0.55, 0.82, 0.55), line(0.70, 0.12, 0.68, 0.95))),
          List.of(
              List.of(
                  path(
                      line(0.76, 0.05, 0.29, 0.05, 0.25, 0.47),
                      arc(0.46, 0.67, 0.31, 0.28, 225, 510))),
              List.of(
                  path(line(0.32, 0.08, 0.28, 0.42), arc(0.44, 0.67, 0.32, 0.28, 240, 500)),
                  line(0.32, 0.08, 0.78, 0.05))),
          List.of(
              List.of(
                  path(
                      arc(0.75, 0.66, 0.52, 0.61, 262, 180),
                      arc(0.50, 0.68, 0.27, 0.27, 180, -180))),
              List.of(path(line(0.56, 0.05), arc(0.48, 0.70, 0.24, 0.25, 200, -160)))),
          List.of(
              List.of(line(0.18, 0.06, 0.82, 0.06, 0.42, 0.95)),
              List.of(line(0.18, 0.06, 0.80, 0.06, 0.45, 0.95), line(0.34, 0.50, 0.76, 0.50)),
              List.of(line(0.20, 0.20, 0.20, 0.07, 0.80, 0.07, 0.52, 0.50, 0.46, 0.95))),
          List.of(
              List.of(arc(0.50, 0.27, 0.23, 0.22, 0, 360), arc(0.50, 0.72, 0.28, 0.23, 0, 360)),
              List.of(
                  path(
                      arc(0.50, 0.26, 0.24, 0.21, -45, -225),
                      arc(0.50, 0.73, 0.27, 0.22, -45, 225),
                      line(0.67, 0.41)))),
          List.of(
              List.of(
                  path(arc(0.50, 0.32, 0.27, 0.27, 0, 360), arc(0.25, 0.34, 0.52, 0.61, 0, 82))),
              List.of(path(arc(0.48, 0.30, 0.26, 0.25, 0, 360), line(0.70, 0.95)))));

  private GlyphStrokes() {}

  /** The styles of a digit; each is a list of strokes. */
  static List<List<double[]>> styles(int digit) {
    return DIGITS.get(digit);
  }

  private static double[] line(double... points) {
    return points;
  }

  /** Part of an ellipse; angles in degrees, 0 to the right, 90 down. */
  private static double[] arc(
      double x, double y, double radiusX, double radiusY, int from, int to) {
    int steps = Math.max(1, Math.abs(to - from) / ARC_STEP_DEGREES);
    double[] points = new double[2 * (steps + 1)];
    for (int i = 0; i <= steps; i++) {
      double angle = Math.PI / 180 * (from + (double) (to - from) * i / steps);
      points[2 * i] = x + radiusX * StrictMath.cos(angle);
      points[2 * i + 1] = y + radiusY * StrictMath.sin(angle);
    }
    return points;
  }

  /** Strokes drawn in one go. */
  private static double[] path(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }
}
