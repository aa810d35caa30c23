package dev.eigenspark.linalg;

import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/**
 * Reduces a skew-symmetric matrix B to tridiagonal form, {@code B = H T H^T} with H a product of
 * Householder reflections: LAPACK's scheme for symmetric matrices (dsytrd) with the signs of a skew
 * one, {@code (I - tau v v^T) B (I - tau v v^T) = B + v w^T - w v^T, w = tau B v}. It takes less
 * than half the operations of the general Hessenberg reduction. Half of them are in the products
 * that bring the rest of the matrix up to date after each panel of columns.
 */
final class SkewTridiagonal {
  private static final int PANEL = 32;
  private static final int COLUMN_MAJOR = openblas.LAPACK_COL_MAJOR;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  private final int n;
  private final Parts parts;
  private final NativeMatrix columns;
  private final double[] below;
  // Of the panel, column by column: the pairs (v, w), and (w, -v).
  private final NativeMatrix pairs;
  private final NativeMatrix swapped;
  private final NativeMatrix weights = new NativeMatrix(1, 2 * PANEL);
  // Row j holds v_j; of each panel V and its T, H = I - V T V^T (Schreiber and Van Loan, 1989).
  private final NativeMatrix reflections;
  private final NativeMatrix tau;
  private final NativeMatrix triangles;
  private final NativeMatrix projected;
  private final NativeMatrix weighted;

  SkewTridiagonal(int n, Parts parts) {
    this.n = n;
    this.parts = parts;
    columns = new NativeMatrix(n, n);
    tau = new NativeMatrix(1, n);
    below = new double[n - 1];
    pairs = new NativeMatrix(2 * PANEL, n);
    swapped = new NativeMatrix(2 * PANEL, n);
    reflections = new NativeMatrix(n, n);
    triangles = new NativeMatrix(n + PANEL, PANEL);
    projected = new NativeMatrix(n, PANEL);
    weighted = new NativeMatrix(n, PANEL);
  }

  /** The matrix to reduce, each row holding a column; {@link #reduce} overwrites it. */
  NativeMatrix columns() {
    return columns;
  }

  /** The elements of T below its diagonal; those above have the other sign. */
  double[] below() {
    return below;
  }

  /** Reduces {@link #columns}. */
  void reduce() {
    for (int first = 0; first < n - 2; first += PANEL) {
      int end = Math.min(first + PANEL, n - 2);
      for (int j = first; j < end; j++) {
        eliminate(j, 2 * (j - first));
      }
      updateFrom(end, 2 * (end - first));
      combine(first, end);
    }
    below[n - 2] = columns.values().get((n - 2) * n + n - 1);
  }

  /** Zeroes column j below its subdiagonal; {@code known} vectors of the panel came before. */
  private void eliminate(int j, int known) {
    int next = j + 1;
    int size = n - next;
    DoublePointer head = columns.at(j, next);
    if (known > 0) {
      multiply(PLAIN, size, known, 1, pairs.at(0, next), swapped.at(0, j), n, 1, head);
    }
    openblas.LAPACKE_dlarfg_work(size, head, columns.at(j, next + 1), 1, tau.at(0, j));
    DoubleBuffer column = columns.values();
    below[j] = column.get(j * n + next);
    column.put(j * n + next, 1);
    reflections.values().put(j * n + next, column, j * n + next, size);
    double factor = tau.values().get(j);
    DoublePointer v = pairs.at(known, next);
    DoublePointer w = pairs.at(known + 1, next);
    int vAt = known * n;
    pairs.values().put(vAt + next, column, j * n + next, size);
    multiply(PLAIN, size, size, factor, columns.at(next, next), v, 1, 0, w);
    if (known > 0) {
      DoublePointer weight = weights.at(0, 0);
      multiply(TRANSPOSED, size, known, factor, swapped.at(0, next), v, 1, 0, weight);
      multiply(PLAIN, size, known, 1, pairs.at(0, next), weight, 1, 1, w);
    }
    for (int i = next; i < n; i++) {
      swapped.values().put(vAt + i, pairs.values().get(vAt + n + i));
      swapped.values().put(vAt + n + i, -pairs.values().get(vAt + i));
    }
  }

  private void multiply(
      int op,
      int rows,
      int cols,
      double alpha,
      DoublePointer a,
      DoublePointer x,
      int stride,
      double beta,
      DoublePointer y) {
    openblas.cblas_dgemv(COLUMN_MAJOR, op, rows, cols, alpha, a, n, x, stride, beta, y, 1);
  }

  /** Adds the panel's vectors to the columns and rows from {@code end} on. */
  private void updateFrom(int end, int known) {
    int size = n - end;
    int bands = (size + MatrixProduct.BAND - 1) / MatrixProduct.BAND;
    parts.forEach(
        bands,
        band -> {
          int from = end + band * MatrixProduct.BAND;
          openblas.cblas_dgemm(
              COLUMN_MAJOR,
              PLAIN,
              TRANSPOSED,
              size,
              Math.min(MatrixProduct.BAND, n - from),
              known,
              1,
              pairs.at(0, end),
              n,
              swapped.at(0, from),
              n,
              1,
              columns.at(from, end),
              n);
        });
  }

  /** The triangle T of the reflections of a panel. */
  private void combine(int first, int end) {
    int info =
        openblas.LAPACKE_dlarft_work(
            COLUMN_MAJOR,
            (byte) 'F',
            (byte) 'C',
            n - first - 1,
            end - first,
            reflections.at(first, first + 1),
            n,
            tau.at(0, first),
            triangles.at(first, 0),
            PANEL);
    Lapack.check("skew Schur form", "dlarft", info);
  }

  /** {@code C = H C}, each row of {@code c} holding a column of C. */
  void applyTo(NativeMatrix c) {
    parts.forEach(
        (n + MatrixProduct.BAND - 1) / MatrixProduct.BAND,
        band -> {
          int from = band * MatrixProduct.BAND;
          int end = Math.min(from + MatrixProduct.BAND, n);
          for (int first = (n - 3) / PANEL * PANEL; first >= 0; first -= PANEL) {
            apply(first, Math.min(PANEL, n - 2 - first), c, from, end - from);
          }
        });
  }

  /** {@code C = C - V (T (V^T C))} for {@code count} columns of C. */
  private void apply(int first, int size, NativeMatrix c, int from, int count) {
    int rows = n - first - 1;
    DoublePointer v = reflections.at(first, first + 1);
    DoublePointer part = c.at(from, first + 1);
    DoublePointer vc = projected.at(from, 0);
    DoublePointer tvc = weighted.at(from, 0);
    gemm(TRANSPOSED, size, count, rows, 1, v, n, part, n, 0, vc, PANEL);
    gemm(PLAIN, size, count, size, -1, triangles.at(first, 0), PANEL, vc, PANEL, 0, tvc, PANEL);
    gemm(PLAIN, rows, count, size, 1, v, n, tvc, PANEL, 1, part, n);
  }

  private static void gemm(
      int op,
      int rows,
      int cols,
      int inner,
      double alpha,
      DoublePointer a,
      int lda,
      DoublePointer b,
      int ldb,
      double beta,
      DoublePointer c,
      int ldc) {
    openblas.cblas_dgemm(
        COLUMN_MAJOR, op, PLAIN, rows, cols, inner, alpha, a, lda, b, ldb, beta, c, ldc);
  }
}
