package dev.eigenspark.linalg;

import java.nio.DoubleBuffer;
import org.bytedeco.openblas.global.openblas;

/**
 * The sum of X^T X over blocks X of rows (BLAS dsyrk, one thread), in memory that does not grow
 * with the rows: the block and the sum.
 */
public final class GramSum {
  static {
    OneThread.ensure();
  }

  private static final int ROW_MAJOR = 101;
  private static final int UPPER = 121;
  private static final int TRANSPOSED = 112;

  private final NativeMatrix block;
  private final NativeMatrix sum;

  /** The sum over no rows yet, of {@code columns} numbers each; a block holds {@code rows}. */
  public GramSum(int rows, int columns) {
    block = new NativeMatrix(rows, columns);
    sum = new NativeMatrix(columns, columns);
  }

  /** Writes a row of the block. */
  public void set(int row, double[] values) {
    block.values().put(row * block.cols(), values, 0, block.cols());
  }

  /** Adds the first {@code rows} rows of the block. */
  public void add(int rows) {
    int n = sum.cols();
    openblas.cblas_dsyrk(
        ROW_MAJOR, UPPER, TRANSPOSED, n, rows, 1, block.at(0, 0), n, 1, sum.at(0, 0), n);
  }

  /** The sum so far. */
  public PackedSymmetric total() {
    int n = sum.cols();
    DoubleBuffer from = sum.values();
    PackedSymmetric total = new PackedSymmetric(n);
    for (int i = 0; i < n; i++) {
      from.get(i * n + i, total.values(), total.row(i) + i, n - i);
    }
    return total;
  }
}
