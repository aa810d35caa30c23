package dev.eigenspark.bench;

import dev.eigenspark.linalg.OneThread;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** The library's product of float matrices, row-major, one thread: what our kernels are held to. */
final class OpenBlas {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;

  static {
    OneThread.ensure();
  }

  private OpenBlas() {}

  /** {@code C[m,n] = A[m,k] B[k,n]}. */
  static void multiply(int m, int n, int k, FloatPointer a, FloatPointer b, FloatPointer c) {
    openblas.cblas_sgemm(ROW_MAJOR, PLAIN, PLAIN, m, n, k, 1f, a, k, b, n, 0f, c, n);
  }
}
