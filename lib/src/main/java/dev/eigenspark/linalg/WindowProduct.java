package dev.eigenspark.linalg;

/**
 * Products of {@link Windows} with a {@link PackedMatrix}, in one thread. The kernels read the
 * windows where they lie: nothing is gathered, and no window is copied.
 *
 * <p>As there, every element is one chain of fused multiply-adds in the order of the inner index.
 */
public final class WindowProduct {
  /** Floats that must lie behind the last window that {@link #addTransposed} reads. */
  public static final int SLACK = Tiles.COLUMNS - 1;

  private static final Tiles TILES = Tiles.BEST;
  private static final int PANEL = TILES.panel();
  // A panel of B goes through these tiles of rows while it is near.
  private static final int BLOCK = 3 * Tiles.ROWS;

  private final float[] tile = new float[Math.max(Tiles.ROWS, Tiles.COLUMNS) * PANEL];
  private final int[] starts = new int[BLOCK];

  /**
   * {@code C = 1 b^T + A B} in the rows [from, to).
   *
   * @param start b, as long as C has columns
   * @param targets where each row of C begins
   */
  public void set(
      float[] start,
      float[] a,
      Windows rows,
      PackedMatrix b,
      float[] c,
      int[] targets,
      int from,
      int to) {
    for (int row = from; row < to; row += BLOCK) {
      int n = Math.min(BLOCK, to - row);
      for (int i = 0; i < BLOCK; i++) {
        starts[i] = rows.starts()[row + Math.min(i, n - 1)];
      }
      for (int column = 0; column < b.columns(); column += PANEL) {
        for (int i = 0; i < n; i += Tiles.ROWS) {
          TILES.copy(start, column, 0, tile, 0, PANEL, Tiles.ROWS);
          addRows(i, a, rows, b, column);
          store(c, targets, row + i, Math.min(Tiles.ROWS, n - i), column);
        }
      }
    }
  }

  private void addRows(int first, float[] a, Windows rows, PackedMatrix b, int column) {
    int run = rows.run();
    int at = b.panelAt(column);
    for (int i = 0; i < rows.runs(); i++) {
      TILES.addRows(tile, a, starts, first, i * rows.pitch(), b.panels(), at, run);
      at += run * PANEL;
    }
  }

  private void store(float[] c, int[] targets, int row, int n, int column) {
    for (int i = 0; i < n; i++) {
      TILES.copy(tile, i * PANEL, PANEL, c, targets[row + i] + column, 0, 1);
    }
  }

  /**
   * {@code C = C + A^T B}, for {@code columns} columns of A that lie beside each other: so many
   * rows of C.
   *
   * @param places where the rows of A begin, as many as B has, from {@code firstPlace} on
   * @param offset from there to the first of the columns
   */
  public void addTransposed(
      float[] a,
      int[] places,
      int firstPlace,
      int offset,
      int columns,
      PackedMatrix b,
      float[] c,
      int cAt,
      int cStride) {
    for (int i = 0; i < columns; i += Tiles.COLUMNS) {
      int n = Math.min(Tiles.COLUMNS, columns - i);
      for (int column = 0; column < b.columns(); column += PANEL) {
        int at = cAt + i * cStride + column;
        TILES.copy(c, at, cStride, tile, 0, PANEL, n);
        TILES.addColumns(
            tile, a, places, firstPlace, offset + i, b.panels(), b.panelAt(column), b.depth());
        TILES.copy(tile, 0, PANEL, c, at, cStride, n);
      }
    }
  }
}
