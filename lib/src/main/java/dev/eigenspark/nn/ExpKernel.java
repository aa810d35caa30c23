package dev.eigenspark.nn;

import dev.eigenspark.linalg.VectorApi;

/** The exponential of many values. */
interface ExpKernel {
  /** What this JVM runs: vectors if it has them, else plain loops. */
  ExpKernel BEST = VectorApi.present() ? new VectorExp() : new ScalarExp();

  /**
   * Replaces each of the first {@code length} values by its exponential.
   *
   * @param length a multiple of {@link dev.eigenspark.linalg.PackedMatrix#COLUMN_ALIGNMENT}
   */
  void inPlace(float[] values, int length);
}
