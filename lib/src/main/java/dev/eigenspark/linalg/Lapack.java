package dev.eigenspark.linalg;

import dev.eigenspark.Failure;
import org.bytedeco.openblas.global.openblas;

/** What every call of a LAPACK routine needs: one thread, finite input, a checked status. */
final class Lapack {
  /** The layout constant of LAPACKE for row-major matrices. */
  static final int ROW_MAJOR = openblas.LAPACK_ROW_MAJOR;

  static {
    OneThread.ensure();
  }

  private Lapack() {}

  /** A copy of the elements that a routine may overwrite. */
  static double[] input(String what, Matrix matrix) {
    double[] values = matrix.values();
    for (int k = 0; k < values.length; k++) {
      if (!Double.isFinite(values[k])) {
        throw Failure.diverged(
            "%s: element (%d, %d) is %s; every element must be finite"
                .formatted(what, k / matrix.cols(), k % matrix.cols(), values[k]));
      }
    }
    return values.clone();
  }

  /** Like {@link #input}, for a routine that needs as many rows as columns. */
  static double[] square(String what, Matrix matrix) {
    if (matrix.rows() != matrix.cols()) {
      throw Failure.data(
          "%s: the matrix is %d x %d; it must be square"
              .formatted(what, matrix.rows(), matrix.cols()));
    }
    return input(what, matrix);
  }

  /** Turns a status other than zero into an error: the iteration did not converge. */
  static void check(String what, String routine, int info) {
    if (info != 0) {
      throw Failure.diverged(
          "%s: LAPACK %s did not converge (info %d); the matrix is likely badly scaled"
              .formatted(what, routine, info));
    }
  }
}
