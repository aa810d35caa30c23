package dev.eigenspark.linalg;

import java.util.Arrays;

/** Tiles by plain loops, for a JVM without the Vector API. */
final class ScalarTiles implements Tiles {
  private static final int PANEL = PackedMatrix.COLUMN_ALIGNMENT;

  @Override
  public String description() {
    return "packed, plain loops";
  }

  @Override
  public int panel() {
    return PANEL;
  }

  @Override
  public void addTo(float[] tile, float[] a, float[] b, int bAt, int depth) {
    for (int i = 0; i < ROWS; i++) {
      addRow(tile, i, a, i * depth, b, bAt, depth);
    }
  }

  @Override
  public void addRows(
      float[] tile, float[] a, int[] starts, int first, int offset, float[] b, int bAt, int depth) {
    for (int i = 0; i < ROWS; i++) {
      addRow(tile, i, a, starts[first + i] + offset, b, bAt, depth);
    }
  }

  private static void addRow(
      float[] tile, int i, float[] a, int aAt, float[] b, int bAt, int depth) {
    for (int q = 0; q < depth; q++) {
      addScaled(a[aAt + q], b, bAt + q * PANEL, tile, i * PANEL);
    }
  }

  @Override
  public void addColumns(
      float[] tile, float[] a, int[] starts, int first, int offset, float[] b, int bAt, int depth) {
    for (int q = 0; q < depth; q++) {
      int row = starts[first + q] + offset;
      for (int i = 0; i < COLUMNS; i++) {
        addScaled(a[row + i], b, bAt + q * PANEL, tile, i * PANEL);
      }
    }
  }

  @Override
  public void clear(float[] tile) {
    Arrays.fill(tile, 0f);
  }

  @Override
  public void copy(
      float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int rows) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(from, fromAt + i * fromStride, to, toAt + i * toStride, PANEL);
    }
  }

  // A method of its own, so that the compiler sees one simple loop and uses vectors by itself.
  private static void addScaled(float factor, float[] b, int bAt, float[] tile, int at) {
    for (int j = 0; j < PANEL; j++) {
      tile[at + j] = Math.fma(factor, b[bAt + j], tile[at + j]);
    }
  }
}
