package dev.eigenspark.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Between DL4J's {@code [N, features, T]} and the engine's time-major {@code [T, N, features]}. An
 * array that the engine made is only a permuted view and costs nothing to turn back.
 */
public final class SequenceLayout {
  private SequenceLayout() {}

  /** A time-major array as DL4J sees it: a view. */
  public static INDArray toDl4j(INDArray timeMajor) {
    return timeMajor.permute(1, 2, 0);
  }

  /** The contiguous time-major array behind a DL4J array, copied only if there is none. */
  public static INDArray timeMajor(INDArray array) {
    INDArray view = array.permute(2, 0, 1);
    long rows = view.size(1);
    long features = view.size(2);
    boolean contiguous =
        strideFits(view, 2, 1)
            && strideFits(view, 1, features)
            && strideFits(view, 0, rows * features);
    return contiguous ? view.reshape('c', new long[] {view.length()}) : view.dup('c');
  }

  /** The memory of a matrix row by row, copied only if it lies otherwise. */
  public static FloatBlock rows(INDArray matrix) {
    boolean contiguous = strideFits(matrix, 1, 1) && strideFits(matrix, 0, matrix.size(1));
    INDArray rows = contiguous ? matrix : matrix.dup('c');
    return FloatBlock.of(rows.reshape('c', new long[] {rows.length()}));
  }

  private static boolean strideFits(INDArray view, int dimension, long stride) {
    return view.size(dimension) == 1 || view.stride(dimension) == stride;
  }
}
