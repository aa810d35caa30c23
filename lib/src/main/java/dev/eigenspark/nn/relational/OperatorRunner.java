package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.FloatBlock;

/**
 * Computes an {@link Operator} and its gradients. Sequences are time-major, {@code [T, N, d]}.
 * Scratch is kept, and grows with the largest batch. The bits of a result do not depend on the
 * number of threads.
 */
interface OperatorRunner {
  /**
   * The output of a batch.
   *
   * @param rows N
   * @param parameters the flat vector, or null when there are none
   */
  void forward(int rows, FloatBlock x, FloatBlock parameters, FloatBlock y);

  /**
   * Gradients of the batch of the last {@link #forward}.
   *
   * @param dy gradient of the output
   * @param gradients where those of the parameters go, or null when there are none
   * @param dx where that of the input goes, or null when nobody needs it
   */
  void backward(FloatBlock dy, FloatBlock gradients, FloatBlock dx);
}
