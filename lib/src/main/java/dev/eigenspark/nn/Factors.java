package dev.eigenspark.nn;

/** Takes rows a and d whose outer products {@code a d^T} add up to the gradient of a matrix. */
interface Factors {
  /**
   * Takes a row.
   *
   * @param a what the matrix is applied to, from {@code aAt} on
   * @param d the derivative of the loss by what comes out, from {@code dAt} on
   */
  void accept(float[] a, int aAt, float[] d, int dAt);
}
