package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.Windows;
import java.util.ArrayList;
import java.util.List;

/**
 * What a layer {@code y = x W + b} reads and writes where: row i of y is the product of window i on
 * x with W. All for one image, or for several that lie one after the other.
 *
 * @param windows on x
 * @param outputs where each row of y begins
 * @param returns the gradient of x, in parts that do not meet
 */
record Wiring(Windows windows, int[] outputs, List<Return> returns) {
  /**
   * A part of {@code dL/dx}. Each of its rows is the product of a window on dL/dy with taps of the
   * transpose of W, one above the other.
   *
   * @param windows on dL/dy, as many outputs after each other as there are taps
   * @param targets where each row of dL/dx begins
   * @param width numbers of such a row
   * @param taps the first of {@code width} rows of W, for each tap
   */
  record Return(Windows windows, int[] targets, int width, int[] taps) {
    private Return onImages(int images, int ySize, int xSize) {
      return new Return(
          windows.onImages(images, ySize), Windows.repeated(targets, images, xSize), width, taps);
    }
  }

  /**
   * A dense layer on all of an image.
   *
   * @param dx how the gradient of x lies
   */
  static Wiring dense(Grid x, Grid y, Grid dx) {
    int run = x.width() * x.channels();
    int[] output = {y.at(0, 0)};
    List<Return> returns = new ArrayList<>();
    for (int row = 0; row < x.height(); row++) {
      Windows whole = new Windows(output, 1, y.channels(), 0);
      returns.add(new Return(whole, new int[] {dx.at(row, 0)}, run, new int[] {row * run}));
    }
    return new Wiring(
        new Windows(new int[] {x.at(0, 0)}, x.height(), run, x.pitch()), output, returns);
  }

  /** The same on several images. */
  Wiring onImages(int images, Grid x, Grid y, Grid dx) {
    return new Wiring(
        windows.onImages(images, x.size()),
        Windows.repeated(outputs, images, y.size()),
        returns.stream().map(part -> part.onImages(images, y.size(), dx.size())).toList());
  }
}
