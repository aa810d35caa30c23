package dev.eigenspark.nn.tape;

import dev.eigenspark.linalg.PackedMatrix;

/** The room that the products of a {@link Tape} share, since they run one after the other. */
final class Products {
  /** Rows of a product at once. */
  static final int ROWS = PackedMatrix.Workspace.ROWS;

  private int depth = 1;
  private int columns = PackedMatrix.COLUMN_ALIGNMENT;
  private PackedMatrix.Workspace workspace;
  private float[] block;

  /** Announces products with this inner dimension and so many columns. */
  void need(int innerDimension, int outputs) {
    depth = Math.max(depth, innerDimension);
    columns = Math.max(columns, PackedMatrix.padded(outputs));
  }

  /** Makes room for what was announced, once. */
  void allocate() {
    if (workspace == null) {
      workspace = new PackedMatrix.Workspace(depth);
      block = new float[ROWS * columns];
    }
  }

  /**
   * The product of up to {@value #ROWS} dense rows of {@code a} with a matrix.
   *
   * @param width numbers of a row of a
   * @param stride from one row of the result to the next
   * @return the rows, valid until the next product
   */
  float[] multiply(PackedMatrix matrix, float[] a, int at, int width, int rows, int stride) {
    matrix.multiply(workspace, a, at, width, rows, block, 0, stride);
    return block;
  }
}
