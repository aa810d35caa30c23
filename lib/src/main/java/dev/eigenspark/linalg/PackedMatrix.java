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
  // Columns of A that are brought together: most of a cache line, while it is near.
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
    for (int row = 0; row < rows; row += Tiles.ROWS) {
      int n = Math.min(Tiles.ROWS, rows - row);
      float[] block = workspace.blocks[0];
      gather(block, a, aAt + row * aStride, aStride, n);
      for (int from = 0; from < columns; from += PANEL) {
        TILES.clear(workspace.tile);
        TILES.addTo(workspace.tile, block, panels, from * depth, depth);
        TILES.copy(workspace.tile, 0, PANEL, c, cAt + row * cStride + from, cStride, n);
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
    for (int row = 0; row < rows; row += Tiles.ROWS) {
      int n = Math.min(Tiles.ROWS, rows - row);
      gather(workspace.blocks[0], a, aAt + row * aStride, aStride, n);
      addBlock(workspace, 0, n, c, cAt + row * cStride, cStride);
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
    for (int row = 0; row < rows; row += Tiles.ROWS) {
      int block = row / Tiles.ROWS % BLOCKS;
      if (block == 0) {
        gatherTransposed(workspace.blocks, a, aAt + row, aStride, rows - row);
      }
      int n = Math.min(Tiles.ROWS, rows - row);
      addBlock(workspace, block, n, c, cAt + row * cStride, cStride);
    }
  }

  private void addBlock(Workspace workspace, int block, int n, float[] c, int cAt, int cStride) {
    for (int from = 0; from < columns; from += PANEL) {
      TILES.copy(c, cAt + from, cStride, workspace.tile, 0, PANEL, n);
      TILES.addTo(workspace.tile, workspace.blocks[block], panels, from * depth, depth);
      TILES.copy(workspace.tile, 0, PANEL, c, cAt + from, cStride, n);
    }
  }

  /** Brings {@code n} rows of A together; what is in the other rows does not reach C. */
  private void gather(float[] block, float[] a, int aAt, int aStride, int n) {
    for (int i = 0; i < n; i++) {
      System.arraycopy(a, aAt + i * aStride, block, i * depth, depth);
    }
  }

  private void gatherTransposed(float[][] blocks, float[] a, int aAt, int aStride, int columns) {
    int left = columns;
    for (int b = 0; b < BLOCKS && left > 0; b++, left -= Tiles.ROWS) {
      gatherTransposed(blocks[b], a, aAt + b * Tiles.ROWS, aStride, Math.min(left, Tiles.ROWS));
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
