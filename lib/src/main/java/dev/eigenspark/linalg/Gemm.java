package dev.eigenspark.linalg;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * Single-precision matrix product on off-heap memory, row-major, one thread: {@code C = op(A) op(B)
 * + beta C}. Parallelism comes from the caller, who splits the work in a fixed way, so a result
 * never depends on the number of cores.
 */
public final class Gemm {
  private static final int ROW_MAJOR = 101;

  static {
    OneThread.ensure();
  }

  /** How an operand is read. */
  public enum Op {
    /** As stored. */
    PLAIN(111),
    /** Transposed. */
    TRANSPOSED(112);

    private final int code;

    Op(int code) {
      this.code = code;
    }
  }

  private Gemm() {}

  /** Name of the library that computes, for provenance and figures. */
  public static String backend() {
    return "openblas";
  }

  /**
   * Computes {@code C[m,n] = op(A)[m,k] op(B)[k,n] + beta C}.
   *
   * @param lda floats from one stored row of A to the next; likewise {@code ldb}, {@code ldc}
   */
  public static void multiply(
      Op opA,
      Op opB,
      int m,
      int n,
      int k,
      FloatPointer a,
      int lda,
      FloatPointer b,
      int ldb,
      float beta,
      FloatPointer c,
      int ldc) {
    openblas.cblas_sgemm(ROW_MAJOR, opA.code, opB.code, m, n, k, 1f, a, lda, b, ldb, beta, c, ldc);
  }
}
