package dev.eigenspark.linalg;

/**
 * The inner kernel of {@link PackedMatrix}: {@value #ROWS} rows of A times one panel of B. Every
 * element is one chain of fused multiply-adds along the depth, so all implementations give the same
 * bits.
 */
interface Tiles {
  /** Rows of a tile. */
  int ROWS = 5;

  /** Columns of A in a tile of {@link #addColumns}. */
  int COLUMNS = 6;

  /** What this JVM runs: vectors if it has them, else plain loops. */
  Tiles BEST = VectorApi.present() ? new VectorTiles() : new ScalarTiles();

  /** What it is, in a few words. */
  String description();

  /** Columns of a panel; divides {@link PackedMatrix#COLUMN_ALIGNMENT}. */
  int panel();

  /**
   * Adds the product to the tile.
   *
   * @param tile rows of {@link #panel} floats
   * @param a rows of {@code depth} floats
   * @param b holds the panel from {@code bAt} on, {@code depth} rows of {@link #panel} floats
   */
  void addTo(float[] tile, float[] a, float[] b, int bAt, int depth);

  /**
   * Adds the product of {@value #ROWS} rows that lie anywhere to the tile.
   *
   * @param a holds row i from {@code starts[first + i] + offset} on
   * @param b as in {@link #addTo}
   */
  void addRows(
      float[] tile, float[] a, int[] starts, int first, int offset, float[] b, int bAt, int depth);

  /**
   * Adds the product of the transpose of {@value #COLUMNS} columns, whose rows lie anywhere, to a
   * tile of as many rows.
   *
   * @param a holds row q of the columns from {@code starts[first + q] + offset} on
   * @param b as in {@link #addTo}
   */
  void addColumns(
      float[] tile, float[] a, int[] starts, int first, int offset, float[] b, int bAt, int depth);

  /** Makes a tile zero. */
  void clear(float[] tile);

  /**
   * Copies the first {@code rows} rows of a tile between places whose rows lie strides apart.
   *
   * @param from holds the tile from {@code fromAt} on
   * @param to receives it from {@code toAt} on
   */
  void copy(float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int rows);
}
