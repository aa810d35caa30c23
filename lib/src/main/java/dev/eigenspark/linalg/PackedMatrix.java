package dev.eigenspark.linalg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The right-hand matrix of many products, {@code C = A B}, rearranged once into panels of two
 * vectors' width so that every product streams through it. A recurrent network multiplies by the
 * same weights at every time step: packing once pays T times.
 *
 * <p>An element of C is one chain of fused multiply-adds in the order of the inner index, whatever
 * the vector width and however the rows are grouped: every machine gets the same bits. Panels
 * follow Goto and van de Geijn (2008), "Anatomy of high-performance matrix multiplication".
 */
public final class PackedMatrix {
  /** Columns come in multiples of this: two of the widest vectors. */
  public static final int COLUMN_ALIGNMENT = 32;

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  private static final int PANEL = 2 * LANES;
  // 512-bit vectors come with 32 registers, enough for 24 sums; the narrower ones with 16.
  private static final boolean MANY_REGISTERS = LANES >= 16;
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private final int depth;
  private final int columns;
  private final float[] panels;

  /**
   * Room for a matrix, all zero.
   *
   * @param depth its rows, the inner dimension of the product
   * @param columns its columns, a multiple of {@value #COLUMN_ALIGNMENT}
   */
  public PackedMatrix(int depth, int columns) {
    if (columns % COLUMN_ALIGNMENT != 0) {
      throw new IllegalArgumentException(
          columns + " columns are not a multiple of " + COLUMN_ALIGNMENT);
    }
    this.depth = depth;
    this.columns = columns;
    panels = new float[Math.multiplyExact(depth, columns)];
  }

  /** What one thread needs while it multiplies; any number of threads may share the matrix. */
  public static final class Workspace {
    private final float[] block;
    private final float[] tile = new float[PackedKernel12.ROWS * PANEL];

    /** For products with inner dimensions up to {@code depth}. */
    public Workspace(int depth) {
      block = new float[Math.multiplyExact(depth, PackedKernel12.ROWS)];
    }
  }

  /** Packs a row-major matrix whose rows lie {@code stride} floats apart. */
  public void pack(ByteBuffer source, int stride) {
    for (int row = 0; row < depth; row++) {
      for (int from = 0; from < columns; from += PANEL) {
        int at = Float.BYTES * (row * stride + from);
        int to = from * depth + row * PANEL;
        FloatVector.fromByteBuffer(SPECIES, source, at, ORDER).intoArray(panels, to);
        FloatVector.fromByteBuffer(SPECIES, source, at + Float.BYTES * LANES, ORDER)
            .intoArray(panels, to + LANES);
      }
    }
  }

  /** Packs the transpose of a row-major matrix whose rows lie {@code stride} floats apart. */
  public void packTransposed(ByteBuffer source, int stride) {
    for (int column = 0; column < columns; column++) {
      int to = column / PANEL * PANEL * depth + column % PANEL;
      for (int row = 0; row < depth; row++) {
        panels[to + row * PANEL] = source.getFloat(Float.BYTES * (column * stride + row));
      }
    }
  }

  /**
   * {@code C = A B}. Positions and strides are in floats.
   *
   * @param aStride floats from one row of A to the next; likewise {@code cStride}
   * @param rows rows of A and C
   */
  public void multiply(
      Workspace workspace,
      ByteBuffer a,
      int aAt,
      int aStride,
      int rows,
      ByteBuffer c,
      int cAt,
      int cStride) {
    run(workspace, a, aAt, aStride, rows, c, cAt, cStride, false);
  }

  /** {@code C = C + A B}. */
  public void multiplyAdd(
      Workspace workspace,
      ByteBuffer a,
      int aAt,
      int aStride,
      int rows,
      ByteBuffer c,
      int cAt,
      int cStride) {
    run(workspace, a, aAt, aStride, rows, c, cAt, cStride, true);
  }

  private void run(
      Workspace workspace,
      ByteBuffer a,
      int aAt,
      int aStride,
      int rows,
      ByteBuffer c,
      int cAt,
      int cStride,
      boolean add) {
    FloatBuffer floats = a.asFloatBuffer();
    for (int row = 0; row < rows; ) {
      int left = rows - row;
      int height =
          MANY_REGISTERS && left > PackedKernel6.ROWS ? PackedKernel12.ROWS : PackedKernel6.ROWS;
      int n = Math.min(height, left);
      gather(workspace.block, floats, aAt + row * aStride, aStride, n);
      for (int from = 0; from < columns; from += PANEL) {
        if (height == PackedKernel12.ROWS) {
          PackedKernel12.run(workspace.block, panels, from * depth, depth, workspace.tile);
        } else {
          PackedKernel6.run(workspace.block, panels, from * depth, depth, workspace.tile);
        }
        scatter(workspace.tile, c, cAt + row * cStride + from, cStride, n, add);
      }
      row += n;
    }
  }

  /** Brings {@code n} rows of A to the heap; what is in the other rows does not reach C. */
  private void gather(float[] block, FloatBuffer a, int aAt, int aStride, int n) {
    for (int i = 0; i < n; i++) {
      a.get(aAt + i * aStride, block, i * depth, depth);
    }
  }

  private static void scatter(
      float[] tile, ByteBuffer c, int cAt, int cStride, int n, boolean add) {
    for (int i = 0; i < n; i++) {
      int to = Float.BYTES * (cAt + i * cStride);
      for (int j = 0; j < PANEL; j += LANES) {
        FloatVector sum = FloatVector.fromArray(SPECIES, tile, i * PANEL + j);
        if (add) {
          sum = sum.add(FloatVector.fromByteBuffer(SPECIES, c, to + Float.BYTES * j, ORDER));
        }
        sum.intoByteBuffer(c, to + Float.BYTES * j, ORDER);
      }
    }
  }
}
