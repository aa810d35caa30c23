package dev.eigenspark.linalg;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Keeps OpenBLAS on one thread. It would split sums over its threads, so the last bits would depend
 * on the number of cores.
 */
public final class OneThread {
  static {
    // ND4J sets the thread count of the same library when it starts; ours must be the last word.
    Nd4j.getBackend();
    openblas.blas_set_num_threads(1);
  }

  private OneThread() {}

  /** To be called before the first product or decomposition. */
  public static void ensure() {}
}
