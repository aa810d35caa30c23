package dev.eigenspark.tasks.objects;

/**
 * Fills closed polygons and says of every pixel which part of it is inside, exactly. The area right
 * of an edge is summed with the edge's direction (Green's theorem), so that the sum over a closed
 * polygon is the area inside it, times the sign of its turn. Only additions, products and quotients
 * of doubles take part, which every machine rounds alike; Java2D's rasteriser promises no such
 * thing.
 */
final class Coverage {
  private final int side;
  private final double[] cover;

  /** An empty image of {@code side} rows and columns. */
  Coverage(int side) {
    this.side = side;
    cover = new double[side * side];
  }

  /** Adds an edge of a closed polygon, which must lie within the image; y grows downwards. */
  void edge(double x0, double y0, double x1, double y1) {
    if (y0 == y1) {
      return;
    }
    boolean down = y1 > y0;
    double top = down ? y0 : y1;
    double bottom = down ? y1 : y0;
    double slope = (x1 - x0) / (y1 - y0);
    for (int row = (int) top; row < bottom; row++) {
      double from = Math.max(row, top);
      double to = Math.min(row + 1.0, bottom);
      double xFrom = x0 + (from - y0) * slope;
      double xTo = x0 + (to - y0) * slope;
      double height = down ? to - from : from - to;
      row(row, Math.min(xFrom, xTo), Math.max(xFrom, xTo), height);
    }
  }

  private void row(int row, double left, double right, double height) {
    for (int column = 0; column < side; column++) {
      cover[row * side + column] +=
          height * (beyond(column + 1.0, left, right) - beyond(column, left, right));
    }
  }

  /** Mean of max(0, at - x) for x from left to right: what lies between the edge and {@code at}. */
  private static double beyond(double at, double left, double right) {
    if (at <= left) {
      return 0;
    }
    if (at >= right) {
      return at - (left + right) / 2;
    }
    return (at - left) * (at - left) / (2 * (right - left));
  }

  /** Black where inside and white where outside, row by row. */
  byte[] blackOnWhite() {
    byte[] image = new byte[cover.length];
    for (int i = 0; i < image.length; i++) {
      double inside = Math.min(1, Math.abs(cover[i]));
      image[i] = (byte) (int) (0xFF * (1 - inside) + 0.5);
    }
    return image;
  }
}
