package dev.eigenspark.nn.relational;

import java.util.Arrays;

/**
 * The windows that a convolution looks through: 4 x 4 pixels, stride 2, one pixel of zeros around
 * the image, which lies as {@code [height][width][channels]}. Windows go row by row, and so do the
 * pixels of each.
 *
 * @param height pixels of a column
 * @param width pixels of a row
 * @param channels numbers of a pixel
 */
record Patches(int height, int width, int channels) {
  private static final int KERNEL = 4;
  private static final int STRIDE = 2;
  private static final int PADDING = 1;

  /** Windows from top to bottom. */
  int rows() {
    return (height + 2 * PADDING - KERNEL) / STRIDE + 1;
  }

  /** Windows from left to right. */
  int columns() {
    return (width + 2 * PADDING - KERNEL) / STRIDE + 1;
  }

  /** Windows of an image. */
  int count() {
    return rows() * columns();
  }

  /** Numbers of an image. */
  int pixels() {
    return height * width * channels;
  }

  /** Numbers of a window. */
  int size() {
    return KERNEL * KERNEL * channels;
  }

  /** Copies all windows of an image, one after the other. */
  void gather(float[] image, int imageAt, float[] windows, int windowsAt) {
    int to = windowsAt;
    for (int row = 0; row < rows(); row++) {
      for (int column = 0; column < columns(); column++) {
        for (int y = row * STRIDE - PADDING; y < row * STRIDE - PADDING + KERNEL; y++) {
          gatherLine(image, imageAt, y, column * STRIDE - PADDING, windows, to);
          to += KERNEL * channels;
        }
      }
    }
  }

  private void gatherLine(float[] image, int imageAt, int y, int left, float[] windows, int to) {
    int from = Math.max(left, 0);
    int end = Math.min(left + KERNEL, width);
    if (y < 0 || y >= height) {
      Arrays.fill(windows, to, to + KERNEL * channels, 0f);
      return;
    }
    Arrays.fill(windows, to, to + (from - left) * channels, 0f);
    System.arraycopy(
        image,
        imageAt + (y * width + from) * channels,
        windows,
        to + (from - left) * channels,
        (end - from) * channels);
    Arrays.fill(windows, to + (end - left) * channels, to + KERNEL * channels, 0f);
  }

  /**
   * Adds the windows up to an image: the transpose of {@link #gather}.
   *
   * @param stride from one window to the next
   */
  void scatter(float[] windows, int windowsAt, int stride, float[] image, int imageAt) {
    Arrays.fill(image, imageAt, imageAt + pixels(), 0f);
    for (int window = 0; window < count(); window++) {
      int top = window / columns() * STRIDE - PADDING;
      int left = window % columns() * STRIDE - PADDING;
      int from = windowsAt + window * stride;
      for (int y = Math.max(top, 0); y < Math.min(top + KERNEL, height); y++) {
        int first = Math.max(left, 0);
        int count = (Math.min(left + KERNEL, width) - first) * channels;
        int source = from + ((y - top) * KERNEL + first - left) * channels;
        int target = imageAt + (y * width + first) * channels;
        for (int i = 0; i < count; i++) {
          image[target + i] += windows[source + i];
        }
      }
    }
  }
}
