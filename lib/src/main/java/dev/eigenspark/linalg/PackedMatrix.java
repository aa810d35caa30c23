package dev.eigenspark.linalg;

/**
 * The right-hand matrix B of products, rearranged once into panels so that every product streams
 * through it. A recurrent network multiplies by the same weights at every time step: packing once
 * pays T times. Matrices are row-major in plain arrays; positions and strides are in floats.
 *
 * <p>An element of a product is one chain of fused multiply-adds in the order of the inner index,
 * from what is there, whatever the vector width and however the rows are grouped: every machine
 * gets the same bits. Panels follow Goto and van de Geijn (2008), "Anatomy of high-performance
 * matrix multiplication".
 */
public final class PackedMatrix {
  /** Columns come in multiples of this: two of the widest vectors. */
  public static final int COLUMN_ALIGNMENT = 32;

  private static final Tiles TILES = Tiles.BEST;
  private static final int PANEL = TILES.panel();
  // Tiles of rows that are brought together; of columns, most of a cache line while it is near.
  private static final int BLOCKS = 3;

  private final int columns;
  private final float[] panels;
  private int depth;

  /**
   * Room for a matrix.
   *
   * @param mostRows its rows at most
   * @param columns its columns, a multiple of {@value #COLUMN_ALIGNMENT}
   */
  public PackedMatrix(int mostRows, int columns) {
    if (columns % COLUMN_ALIGNMENT != 0) {
      throw new IllegalArgumentException(
          columns + " columns are not a multiple of " + COLUMN_ALIGNMENT);
    }
    this.columns = columns;
    panels = new float[Math.multiplyExact(mostRows, columns)];
  }

  /** The number of columns that holds {@code columns}. */
  public static int padded(int columns) {
    return (columns + COLUMN_ALIGNMENT - 1) / COLUMN_ALIGNMENT * COLUMN_ALIGNMENT;
  }

  /** What computes the products of this JVM, for provenance and figures. */
  public static String backend() {
    return TILES.description();
  }

  /** What one thread needs while it multiplies; any number of threads may share the matrix. */
  public static final class Workspace {
    /** Rows that it holds, each as long as the product is deep. */
    public static final int ROWS = BLOCKS * Tiles.ROWS;

    private final float[][] blocks;
    private final float[] tile = new float[Tiles.ROWS * PANEL];

    /** For products with inner dimensions up to {@code depth}. */
    public Workspace(int depth) {
      blocks = new float[BLOCKS][Math.multiplyExact(depth, Tiles.ROWS)];
    }
  }

  /** Takes {@code rows} rows that lie {@code stride} apart. */
  public void pack(float[] source, int at, int stride, int rows) {
    depth = rows;
    for (int from = 0; from < columns; from += PANEL) {
      TILES.copy(source, at + from, stride, panels, from * rows, PANEL, rows);
    }
  }

  /** Takes {@code rows} rows that begin at {@code places}, from {@code firstPlace} on. */
  public void pack(float[] source, int[] places, int firstPlace, int rows) {
    depth = rows;
    for (int from = 0; from < columns; from += PANEL) {
      for (int row = 0; row < rows; row++) {
        int to = from * rows + row * PANEL;
        TILES.copy(source, places[firstPlace + row] + from, 0, panels, to, 0, 1);
      }
    }
  }

  /**
   * Takes the transpose of a matrix whose rows lie {@code stride} apart.
   *
   * @param sourceRows rows of the source, columns of this; the other columns become zero
   * @param rows columns of the source, rows of this
   */
  public void packTransposed(float[] source, int at, int stride, int sourceRows, int rows) {
    depth = rows;
    for (int column = 0; column < columns; column++) {
      int to = column / PANEL * PANEL * rows + column % PANEL;
      for (int row = 0; row < rows; row++) {
        panels[to + row * PANEL] = column < sourceRows ? source[at + column * stride + row] : 0f;
      }
    }
  }

  int columns() {
    return columns;
  }

  int depth() {
    return depth;
  }

  float[] panels() {
    return panels;
  }

  /** Where the panel begins that starts with this column. */
  int panelAt(int column) {
    return column * depth;
  }

  /** {@code C = A B}, for {@code rows} rows of A and C. */
  public void multiply(
      Workspace workspace,
      float[] a,
      int aAt,
      int aStride,
      int rows,
      float[] c,
      int cAt,
      int cStride) {
    for (int row = 0; row < rows; row += Workspace.ROWS) {
      int n = Math.min(Workspace.ROWS, rows - row);
      gather(workspace, a, aAt + row * aStride, aStride, n);
      for (int from = 0; from < columns; from += PANEL) {
        for (int tile = 0; tile < n; tile += Tiles.ROWS) {
          TILES.clear(workspace.tile);
          addTile(workspace, tile, from);
          store(workspace, n - tile, c, cAt + (row + tile) * cStride + from, cStride);
        }
      }
    }
  }

  /** {@code C = C + A B}. */
  public void addProduct(
      Workspace workspace,
      float[] a,
      int aAt,
      int aStride,
      int rows,
      float[] c,
      int cAt,
      int cStride) {
    for (int row = 0; row < rows; row += Workspace.ROWS) {
      int n = Math.min(Workspace.ROWS, rows - row);
      gather(workspace, a, aAt + row * aStride, aStride, n);
      addRows(workspace, n, c, cAt + row * cStride, cStride);
    }
  }

  /** {@code C = C + A^T B}, for {@code rows} rows of C: so many columns of A. */
  public void addTransposedProduct(
      Workspace workspace,
      float[] a,
      int aAt,
      int aStride,
      int rows,
      float[] c,
      int cAt,
      int cStride) {
    for (int row = 0; row < rows; row += Workspace.ROWS) {
      int n = Math.min(Workspace.ROWS, rows - row);
      gatherTransposed(workspace, a, aAt + row, aStride, n);
      addRows(workspace, n, c, cAt + row * cStride, cStride);
    }
  }

  // A panel of B goes through all gathered rows while it is near: with the rows outside, all of B
  // would come again and again from where a large one lies, beyond the second-level cache.
  private void addRows(Workspace workspace, int n, float[] c, int cAt, int cStride) {
    for (int from = 0; from < columns; from += PANEL) {
      for (int tile = 0; tile < n; tile += Tiles.ROWS) {
        int at = cAt + tile * cStride + from;
        TILES.copy(c, at, cStride, workspace.tile, 0, PANEL, Math.min(Tiles.ROWS, n - tile));
        addTile(workspace, tile, from);
        store(workspace, n - tile, c, at, cStride);
      }
    }
  }

  private void addTile(Workspace workspace, int row, int from) {
    TILES.addTo(workspace.tile, workspace.blocks[row / Tiles.ROWS], panels, from * depth, depth);
  }

  private static void store(Workspace workspace, int rows, float[] c, int at, int stride) {
    TILES.copy(workspace.tile, 0, PANEL, c, at, stride, Math.min(Tiles.ROWS, rows));
  }

  /** Brings {@code n} rows of A together; what is in the other rows does not reach C. */
  private void gather(Workspace workspace, float[] a, int aAt, int aStride, int n) {
    for (int i = 0; i < n; i++) {
      float[] block = workspace.blocks[i / Tiles.ROWS];
      System.arraycopy(a, aAt + i * aStride, block, i % Tiles.ROWS * depth, depth);
    }
  }

  private void gatherTransposed(Workspace workspace, float[] a, int aAt, int aStride, int n) {
    for (int i = 0; i < n; i += Tiles.ROWS) {
      float[] block = workspace.blocks[i / Tiles.ROWS];
      gatherTransposed(block, a, aAt + i, aStride, Math.min(n - i, Tiles.ROWS));
    }
  }

  private void gatherTransposed(float[] block, float[] a, int aAt, int aStride, int n) {
    for (int q = 0; q < depth; q++) {
      int from = aAt + q * aStride;
      for (int i = 0; i < n; i++) {
        block[i * depth + q] = a[from + i];
      }
    }
  }
}
