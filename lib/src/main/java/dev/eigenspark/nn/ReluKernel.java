package dev.eigenspark.nn;

import dev.eigenspark.linalg.VectorApi;

/**
 * {@code y = max(z, 0)} over arrays, and its way back. Ranges are multiples of {@link
 * dev.eigenspark.linalg.PackedMatrix#COLUMN_ALIGNMENT}.
 */
public interface ReluKernel {
  /** What this JVM runs: vectors if it has them, else plain loops. */
  ReluKernel BEST = VectorApi.present() ? new VectorRelu() : new ScalarRelu();

  /** Replaces z by y at [from, to). */
  void forward(float[] z, int from, int to);

  /** Replaces dL/dy by dL/dz at [from, to): what it is where y is positive, else zero. */
  void backward(float[] y, float[] dy, int from, int to);
}
