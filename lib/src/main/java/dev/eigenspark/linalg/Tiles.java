package dev.eigenspark.linalg;

/**
 * The inner kernels of {@link PackedMatrix}: a few rows of A times one panel of B. Every element is
 * one chain of fused multiply-adds along the depth, starting from zero, so all implementations give
 * the same bits.
 */
interface Tiles {
  /** What this JVM runs: vectors if it has them, else plain loops. */
  Tiles BEST = VectorApi.present() ? new VectorTiles() : new ScalarTiles();

  /** The most rows that {@link #rows} gives. */
  int MOST_ROWS = TileKernel10.ROWS;

  /** What it is, in a few words. */
  String description();

  /** Columns of a panel; divides {@link PackedMatrix#COLUMN_ALIGNMENT}. */
  int panel();

  /** Rows of the kernel to take when {@code left} rows are left. */
  int rows(int left);

  /**
   * One tile of the product.
   *
   * @param rows of the kernel, from {@link #rows}
   * @param a so many rows of A, each {@code depth} long
   * @param b holds the panel from {@code bAt} on, {@code depth} rows of {@link #panel} floats
   * @param tile receives the rows, each of {@link #panel} floats
   */
  void run(int rows, float[] a, float[] b, int bAt, int depth, float[] tile);
}
