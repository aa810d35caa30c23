package dev.eigenspark.tasks;

import dev.eigenspark.rng.CounterRandom;
import java.util.Arrays;
import java.util.List;

/**
 * One drawing of a digit with random distortions: bent by a sine, then stretched, sheared, turned
 * and shifted, drawn with a round pen of random width and ink. The part of a pixel that is covered
 * is r - d + 1/2, cut to [0, 1], for pen radius r and distance d of its centre from the stroke, in
 * pixels. Only correctly rounded operations and {@link StrictMath} take part, so every machine
 * draws the same bytes; Java2D's rasteriser and fonts promise no such thing.
 */
final class GlyphPen {
  /** Height of a digit before it is stretched, as a part of the image's side. */
  private static final double HEIGHT = 0.68;

  private static final double BEND = 0.06;
  private static final double STRETCH = 0.18;
  private static final double SHEAR = 0.25;
  private static final double TURN = Math.PI / 15;
  private static final double SHIFT = 0.08;
  private static final double RADIUS = 0.045;
  private static final double RADIUS_CHANGE = 0.35;
  private static final double FADE = 0.25;
  private static final int MAX_INK = 255;

  private final int side;
  private final double bend;
  private final double bendPhase;
  private final double xx;
  private final double xy;
  private final double yx;
  private final double yy;
  private final double x0;
  private final double y0;
  private final double radius;
  private final double ink;
  private final double[] nearest;

  /**
   * Draws the distortions.
   *
   * @param side rows and columns of the image
   * @param jitter size of the distortions; 1 is that of a quick hand, 0 is none
   */
  GlyphPen(int side, double jitter, CounterRandom random) {
    this.side = side;
    bend = jitter * BEND * signed(random);
    bendPhase = Math.PI * signed(random);
    double width = HEIGHT * side * (1 + jitter * STRETCH * signed(random));
    double height = HEIGHT * side * (1 + jitter * STRETCH * signed(random));
    double shear = jitter * SHEAR * signed(random);
    double turn = jitter * TURN * signed(random);
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    xx = cos * width;
    yx = sin * width;
    xy = cos * shear * width - sin * height;
    yy = sin * shear * width + cos * height;
    x0 = side * (0.5 + jitter * SHIFT * signed(random));
    y0 = side * (0.5 + jitter * SHIFT * signed(random));
    radius = RADIUS * side * (1 + jitter * RADIUS_CHANGE * signed(random));
    ink = MAX_INK * (1 - jitter * FADE * random.nextDouble());
    nearest = new double[side * side];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
  }

  /**
   * The image with these strokes, row by row, 0 to 255.
   *
   * @param noise largest change of a pixel by uniform noise, as a part of full ink
   */
  int[] draw(List<double[]> strokes, double noise, CounterRandom random) {
    for (double[] stroke : strokes) {
      for (int i = 0; i + 3 < stroke.length; i += 2) {
        segment(
            x(stroke[i], stroke[i + 1]),
            y(stroke[i], stroke[i + 1]),
            x(stroke[i + 2], stroke[i + 3]),
            y(stroke[i + 2], stroke[i + 3]));
      }
    }
    int[] image = new int[nearest.length];
    for (int i = 0; i < image.length; i++) {
      double cover = Math.min(1, Math.max(0, radius - Math.sqrt(nearest[i]) + 0.5));
      double value = ink * cover + MAX_INK * noise * signed(random);
      image[i] = (int) Math.min(MAX_INK, Math.max(0, value + 0.5));
    }
    return image;
  }

  private static double signed(CounterRandom random) {
    return 2 * random.nextDouble() - 1;
  }

  private double bent(double x, double y) {
    return x - 0.5 + bend * StrictMath.sin(2 * Math.PI * y + bendPhase);
  }

  private double x(double x, double y) {
    return x0 + xx * bent(x, y) + xy * (y - 0.5);
  }

  private double y(double x, double y) {
    return y0 + yx * bent(x, y) + yy * (y - 0.5);
  }

  /** Keeps, for the pixels that the pen may touch, the squared distance from the segment. */
  private void segment(double ax, double ay, double bx, double by) {
    double reach = radius + 1;
    int left = clamp(Math.min(ax, bx) - reach);
    int right = clamp(Math.max(ax, bx) + reach);
    int top = clamp(Math.min(ay, by) - reach);
    int bottom = clamp(Math.max(ay, by) + reach);
    double dx = bx - ax;
    double dy = by - ay;
    double square = dx * dx + dy * dy;
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double px = column + 0.5 - ax;
        double py = row + 0.5 - ay;
        double along = square == 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / square));
        double awayX = px - along * dx;
        double awayY = py - along * dy;
        int at = row * side + column;
        nearest[at] = Math.min(nearest[at], awayX * awayX + awayY * awayY);
      }
    }
  }

  private int clamp(double at) {
    return (int) Math.min(side - 1, Math.max(0, at));
  }
}
