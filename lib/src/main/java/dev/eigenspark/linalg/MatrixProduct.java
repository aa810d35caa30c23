package dev.eigenspark.linalg;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/**
 * Products of dense double matrices by BLAS (dgemm). The columns of a product are cut into bands of
 * a fixed width, which the {@link Parts} spread over threads, so the bits are the same for any
 * number of threads.
 */
public final class MatrixProduct {
  static {
    OneThread.ensure();
  }

  /** Columns of a band; narrower ones would be slower, wider ones would keep threads waiting. */
  static final int BAND = 128;

  private static final int ROW_MAJOR = 101;

  /** What a factor is read as. */
  public enum Form {
    /** The matrix. */
    PLAIN(111),
    /** Its transpose. */
    TRANSPOSED(112),
    /**
     * The matrix, which is zero left of the diagonal's bands. Only a right factor is spared work.
     */
    UPPER(111),
    /** The transpose of such a matrix. */
    UPPER_TRANSPOSED(112);

    private final int code;

    Form(int code) {
      this.code = code;
    }

    private boolean isTransposed() {
      return code == TRANSPOSED.code;
    }
  }

  /**
   * One of the two factors.
   *
   * @param matrix as stored
   * @param form what it is read as
   */
  public record Factor(NativeMatrix matrix, Form form) {
    private int rows() {
      return form.isTransposed() ? matrix.cols() : matrix.rows();
    }

    private int cols() {
      return form.isTransposed() ? matrix.rows() : matrix.cols();
    }

    private DoublePointer at(int row, int col) {
      return form.isTransposed() ? matrix.at(col, row) : matrix.at(row, col);
    }
  }

  private final Parts parts;

  /** Products whose bands are done by {@code parts}. */
  public MatrixProduct(Parts parts) {
    this.parts = parts;
  }

  /** {@code c = a b}. */
  public void set(NativeMatrix c, Factor a, Factor b) {
    inBands(c, a, b, (from, to) -> band(c, a, b, from, to, a.rows(), 0));
  }

  /** {@code c = c + a b}. */
  public void add(NativeMatrix c, Factor a, Factor b) {
    inBands(c, a, b, (from, to) -> band(c, a, b, from, to, a.rows(), 1));
  }

  /** {@code c = a b} on and right of the diagonal's bands; what is left of them is kept. */
  public void setUpper(NativeMatrix c, Factor a, Factor b) {
    inBands(c, a, b, (from, to) -> band(c, a, b, from, to, to, 0));
  }

  private interface Columns {
    void multiply(int from, int to);
  }

  private void inBands(NativeMatrix c, Factor a, Factor b, Columns columns) {
    if (a.cols() != b.rows() || a.rows() != c.rows() || b.cols() != c.cols()) {
      throw new IllegalArgumentException(
          "%d x %d by %d x %d is not %d x %d"
              .formatted(a.rows(), a.cols(), b.rows(), b.cols(), c.rows(), c.cols()));
    }
    int bands = (c.cols() + BAND - 1) / BAND;
    parts.forEach(
        bands,
        part -> {
          // The longest first, so that no thread ends with it alone.
          int band = b.form() == Form.UPPER_TRANSPOSED ? part : bands - 1 - part;
          columns.multiply(band * BAND, Math.min((band + 1) * BAND, c.cols()));
        });
  }

  private static void band(
      NativeMatrix c, Factor a, Factor b, int from, int to, int rows, double beta) {
    int first = b.form() == Form.UPPER_TRANSPOSED ? from : 0;
    int end = b.form() == Form.UPPER ? to : a.cols();
    openblas.cblas_dgemm(
        ROW_MAJOR,
        a.form().code,
        b.form().code,
        rows,
        to - from,
        end - first,
        1,
        a.at(0, first),
        a.matrix().cols(),
        b.at(first, from),
        b.matrix().cols(),
        beta,
        c.at(0, from),
        c.cols());
  }
}
