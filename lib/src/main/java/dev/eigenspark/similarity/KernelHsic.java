package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;
import java.util.Arrays;

/**
 * The Hilbert-Schmidt independence criterion of two kernel matrices K and L over the same n rows
 * (Gretton et al., ALT 2005; its unbiased form by Song et al., JMLR 2012), and CKA. For kernels
 * that do not reduce to sums over rows; n^2 numbers each.
 */
final class KernelHsic {
  private KernelHsic() {}

  /** tr(K H L H) / (n-1)^2, H = I - 1 1^T / n. */
  static double biased(Matrix k, Matrix l) {
    double n = k.rows();
    return inner(centred(k), centred(l)) / ((n - 1) * (n - 1));
  }

  /** The unbiased estimate, which leaves the diagonals out; n must be at least 4. */
  static double unbiased(Matrix k, Matrix l) {
    double n = k.rows();
    double[] ofK = withoutDiagonal(rowSums(k), k);
    double[] ofL = withoutDiagonal(rowSums(l), l);
    double inner = inner(k, l);
    for (int i = 0; i < k.rows(); i++) {
      inner -= k.at(i, i) * l.at(i, i);
    }
    inner += sum(ofK) * sum(ofL) / ((n - 1) * (n - 2)) - 2 / (n - 2) * dot(ofK, ofL);
    return inner / (n * (n - 3));
  }

  /** Centred kernel alignment, biased. */
  static double cka(Matrix k, Matrix l) {
    return inner(direction(k), direction(l));
  }

  /** H K H / |H K H|_F: the inner product of two of them is CKA. */
  static Matrix direction(Matrix k) {
    Matrix centred = centred(k);
    double norm = centred.frobeniusNorm();
    double[] values = centred.values();
    Arrays.setAll(values, i -> values[i] / norm);
    return centred;
  }

  // H K H, and not sums of K, because the elements of a wide kernel are all near 1.
  private static Matrix centred(Matrix k) {
    int n = k.rows();
    double[] sums = rowSums(k);
    double mean = sum(sums) / n / n;
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out[i * n + j] = (k.at(i, j) - sums[i] / n) - (sums[j] / n - mean);
      }
    }
    return new Matrix(n, n, out);
  }

  private static double[] rowSums(Matrix k) {
    double[] sums = new double[k.rows()];
    for (int i = 0; i < sums.length; i++) {
      for (int j = 0; j < k.cols(); j++) {
        sums[i] += k.at(i, j);
      }
    }
    return sums;
  }

  private static double[] withoutDiagonal(double[] sums, Matrix k) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] -= k.at(i, i);
    }
    return sums;
  }

  static double inner(Matrix k, Matrix l) {
    return dot(k.values(), l.values());
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double sum(double[] a) {
    double sum = 0;
    for (double value : a) {
      sum += value;
    }
    return sum;
  }
}
