package dev.eigenspark.nn;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.nn.NonNormalSchur.Mask;
import java.util.Arrays;

/**
 * The quasi-triangular factor {@code Theta = Lambda + M o T} of a recurrent matrix {@code V = P
 * Theta P^T} that was trained as {@link NonNormalSchur}, from its saved parameters.
 */
public final class SchurFactor {
  private SchurFactor() {}

  /**
   * Theta, upper triangular but for the 2 x 2 blocks {@code gamma [[cos, -sin], [sin, cos]]}.
   *
   * @param theta H / 2 angles
   * @param gamma H / 2 moduli
   * @param triangle the elements of T row by row; their number tells the mask
   * @throws IllegalArgumentException when the numbers of elements do not belong together
   */
  public static Matrix of(float[] theta, float[] gamma, float[] triangle) {
    int n = 2 * theta.length;
    Mask mask =
        Arrays.stream(Mask.values())
            .filter(each -> gamma.length == theta.length && each.size(n) == triangle.length)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%d angles, %d moduli and %d elements of T are of no Schur form"
                            .formatted(theta.length, gamma.length, triangle.length)));
    double[] values = new double[n * n];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = mask.firstColumn(i); j < n; j++) {
        values[i * n + j] = triangle[at++];
      }
    }
    for (int k = 0; k < theta.length; k++) {
      double cosine = gamma[k] * Math.cos(theta[k]);
      double sine = gamma[k] * Math.sin(theta[k]);
      int top = 2 * k * (n + 1);
      values[top] = cosine;
      values[top + 1] -= sine;
      values[top + n] = sine;
      values[top + n + 1] = cosine;
    }
    return new Matrix(n, n, values);
  }
}
