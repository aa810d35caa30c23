package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;
import java.util.Arrays;
import java.util.List;

/**
 * Debiased linear CKA between all layers over the n rows of one minibatch, and its way back. With
 * K_i = X_i X_i^T and U the projection on symmetric matrices whose diagonal and row sums are zero,
 *
 * <pre>
 * E_i = U(K_i) / |U(K_i)|_F        M_ij = &lt;E_i, E_j&gt;
 * dL/dX_i = 2 / |U(K_i)|_F (sum_j w_ij E_j - (sum_j w_ij M_ij) E_i) X_i,   w_ij = dL/dM_ij, j != i
 * </pre>
 *
 * {@code <U(K), U(L)> / (n (n-3))} is the unbiased HSIC_1 (Song et al., JMLR 2012; Nguyen, Raghu,
 * Kornblith, ICLR 2021). The way back is short because U is orthogonal: {@code <U(dK), U(L)> = <dK,
 * U(L)>}. M is a Gram matrix of unit vectors, so at most 1, and positive semi-definite.
 */
public final class BatchCka {
  private final List<Matrix> layers;
  private final Matrix[] directions;
  private final double[] norms;
  private final double[][] values;

  /**
   * Of these layers, n x p_l each. What a layer that never changes takes part in is NaN.
   *
   * @throws IllegalArgumentException for fewer than 4 rows, for which there is no HSIC_1
   */
  public BatchCka(List<Matrix> layers) {
    this.layers = List.copyOf(layers);
    if (layers.get(0).rows() < 4) {
      throw new IllegalArgumentException(
          "a batch of " + layers.get(0).rows() + " rows; HSIC_1 needs at least 4");
    }
    int count = layers.size();
    directions = new Matrix[count];
    norms = new double[count];
    values = new double[count][count];
    for (int i = 0; i < count; i++) {
      Matrix kernel = layers.get(i).times(layers.get(i).transposed());
      double[] centred = centred(kernel);
      norms[i] = Math.sqrt(dot(centred, centred));
      double scale = 1 / norms[i];
      Arrays.setAll(centred, k -> centred[k] * scale);
      directions[i] = new Matrix(kernel.rows(), kernel.cols(), centred);
      for (int j = 0; j <= i; j++) {
        values[i][j] = dot(centred, directions[j].values());
        values[j][i] = values[i][j];
      }
    }
  }

  /** CKA of two layers. */
  public double at(int x, int y) {
    return values[x][y];
  }

  /**
   * The derivative of a loss by every layer.
   *
   * @param slopes its derivative by the CKA of each pair; symmetric, and its diagonal, where CKA is
   *     always 1, is not looked at
   */
  public List<Matrix> backward(double[][] slopes) {
    Matrix[] out = new Matrix[layers.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = backward(i, slopes[i]);
    }
    return List.of(out);
  }

  private Matrix backward(int layer, double[] slopes) {
    double[] sum = new double[directions[layer].values().length];
    double own = 0;
    for (int j = 0; j < slopes.length; j++) {
      if (j != layer) {
        add(slopes[j], directions[j].values(), sum);
        own += slopes[j] * values[layer][j];
      }
    }
    add(-own, directions[layer].values(), sum);
    double scale = 2 / norms[layer];
    Arrays.setAll(sum, k -> sum[k] * scale);
    int n = layers.get(layer).rows();
    return new Matrix(n, n, sum).times(layers.get(layer));
  }

  /** U(K). */
  private static double[] centred(Matrix kernel) {
    int n = kernel.rows();
    double[] out = kernel.values().clone();
    double[] means = new double[n];
    double total = 0;
    for (int i = 0; i < n; i++) {
      out[i * n + i] = 0;
      for (int j = 0; j < n; j++) {
        means[i] += out[i * n + j];
      }
      total += means[i];
    }
    double half = total / (2.0 * (n - 1) * (n - 2));
    Arrays.setAll(means, i -> means[i] / (n - 2) - half);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out[i * n + j] -= means[i] + means[j];
      }
      out[i * n + i] = 0;
    }
    return out;
  }

  private static void add(double scale, double[] from, double[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] += scale * from[k];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
