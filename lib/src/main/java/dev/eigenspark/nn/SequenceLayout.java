package dev.eigenspark.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Between DL4J's {@code [N, features, T]} and the engine's time-major {@code [T, N, features]}. An
 * array that the engine made is only a permuted view and costs nothing to turn back.
 */
final class SequenceLayout {
  private SequenceLayout() {}

  /** A time-major array as DL4J sees it: a view. */
  static INDArray toDl4j(INDArray timeMajor) {
    return timeMajor.permute(1, 2, 0);
  }

  /** The contiguous time-major array behind a DL4J array, copied only if there is none. */
  static INDArray timeMajor(INDArray array) {
    INDArray view = array.permute(2, 0, 1);
    long rows = view.size(1);
    long features = view.size(2);
    boolean contiguous =
        strideFits(view, 2, 1)
            && strideFits(view, 1, features)
            && strideFits(view, 0, rows * features);
    return contiguous ? view.reshape('c', new long[] {view.length()}) : view.dup('c');
  }

  private static boolean strideFits(INDArray view, int dimension, long stride) {
    return view.size(dimension) == 1 || view.stride(dimension) == stride;
  }
}
