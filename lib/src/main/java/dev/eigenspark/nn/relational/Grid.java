package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.PackedMatrix;

/**
 * How the values of a layer lie in memory: images one after the other, each {@code [height][width]}
 * pixels with a border of zeros around them, so that a window that looks over the edge needs no
 * care. A vector is an image of one pixel.
 *
 * @param height pixels of a column
 * @param width pixels of a row
 * @param channels numbers of a pixel
 * @param stride from one pixel to the next
 * @param border pixels of zeros on each side
 */
record Grid(int height, int width, int channels, int stride, int border) {
  /** An image as it comes, with a border. */
  static Grid image(int height, int width, int channels) {
    return new Grid(height, width, channels, channels, 1);
  }

  /** A vector as it comes. */
  static Grid vector(int features) {
    return new Grid(1, 1, features, features, 0);
  }

  /** With room for products at every pixel, and this border. */
  Grid padded(int border) {
    return new Grid(height, width, channels, PackedMatrix.padded(channels), border);
  }

  /** From one row to the next. */
  int pitch() {
    return (width + 2 * border) * stride;
  }

  /** From one image to the next. */
  int size() {
    return (height + 2 * border) * pitch();
  }

  /** Where a pixel begins in its image; those of the border have indices outside. */
  int at(int row, int column) {
    return (row + border) * pitch() + (column + border) * stride;
  }
}
