package dev.eigenspark.nn;

import dev.eigenspark.linalg.Matrix;

/**
 * A differentiable map from a {@link Parametrization}'s numbers to the recurrent matrix V of {@code
 * z = h V}, in double. It remembers its last point; one object belongs to one thread.
 */
interface MatrixMap {
  /**
   * V at these parameters, in the order of {@link Parametrization#specs}.
   *
   * @throws dev.eigenspark.Failure of kind DIVERGED when a parameter is not finite
   */
  Matrix forward(double[] parameters);

  /**
   * The gradient of the loss, and of the penalties that the parametrization brings, at the point of
   * the last {@link #forward}.
   *
   * @param gradient dL/dV
   */
  double[] backward(Matrix gradient);
}
