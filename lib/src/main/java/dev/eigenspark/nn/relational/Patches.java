package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.Windows;
import dev.eigenspark.nn.relational.Wiring.Return;
import java.util.ArrayList;
import java.util.List;

/**
 * The windows that a convolution looks through: 4 x 4 pixels, stride 2, one pixel of zeros around
 * the image, which lies as {@code [height][width][channels]}. Windows go row by row, and so do the
 * pixels of each.
 *
 * <p>With stride 2, a pixel lies in two rows of windows and in two columns: at (2m + p, 2n + q),
 * counted from the border on, in the windows (m - i, n - j) as their pixel (p + 2i, q + 2j), i and
 * j in {0, 1}. So for each of the four (p, q) the gradient of such pixels is a convolution of dL/dy
 * with windows of 2 x 2.
 *
 * @param height pixels of a column
 * @param width pixels of a row
 * @param channels numbers of a pixel
 */
record Patches(int height, int width, int channels) {
  private static final int KERNEL = 4;
  private static final int STRIDE = 2;

  /** Validates that a window fits. */
  Patches {
    if (height < STRIDE || width < STRIDE) {
      throw new IllegalArgumentException(
          "an image of " + height + " x " + width + " pixels is too small for a convolution");
    }
  }

  /** Windows from top to bottom. */
  int rows() {
    return height / STRIDE;
  }

  /** Windows from left to right. */
  int columns() {
    return width / STRIDE;
  }

  /** Windows of an image. */
  int count() {
    return rows() * columns();
  }

  /** Numbers of a window. */
  int size() {
    return KERNEL * KERNEL * channels;
  }

  /**
   * What the convolution reads and writes where.
   *
   * @param x how the image lies, with its border
   * @param y how the outputs lie, with a border
   * @param dx how the gradient of the image lies
   */
  Wiring wiring(Grid x, Grid y, Grid dx) {
    int[] starts = new int[count()];
    int[] outputs = new int[count()];
    for (int i = 0; i < count(); i++) {
      int row = i / columns();
      int column = i % columns();
      starts[i] = x.at(row * STRIDE - 1, column * STRIDE - 1);
      outputs[i] = y.at(row, column);
    }
    List<Return> returns = new ArrayList<>();
    for (int p = 0; p < STRIDE; p++) {
      for (int q = 0; q < STRIDE; q++) {
        returns.add(pixels(p, q, y, dx));
      }
    }
    Windows windows = new Windows(starts, KERNEL, KERNEL * channels, x.pitch());
    return new Wiring(windows, outputs, returns);
  }

  /** The gradient of the pixels at (2m + p, 2n + q). */
  private Return pixels(int p, int q, Grid y, Grid dx) {
    List<Integer> starts = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    for (int row = 1 - p; row < height; row += STRIDE) {
      for (int column = 1 - q; column < width; column += STRIDE) {
        int m = (row + 1) / STRIDE;
        int n = (column + 1) / STRIDE;
        starts.add(y.at(m - 1, n - 1));
        targets.add(dx.at(row, column));
      }
    }
    Windows windows = new Windows(ints(starts), STRIDE, STRIDE * y.stride(), y.pitch());
    int[] taps = new int[STRIDE * STRIDE];
    for (int i = 0; i < taps.length; i++) {
      // The first window holds the pixel as one of its last.
      int windowRow = p + STRIDE * (1 - i / STRIDE);
      int windowColumn = q + STRIDE * (1 - i % STRIDE);
      taps[i] = (windowRow * KERNEL + windowColumn) * channels;
    }
    return new Return(windows, ints(targets), channels, taps);
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
