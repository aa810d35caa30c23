package dev.eigenspark.linalg;

import java.util.stream.IntStream;

/**
 * Eigenvalues of a real symmetric tridiagonal matrix and the first component of each unit
 * eigenvector, by the QL algorithm with implicit shifts (Golub and Welsch, Calculation of Gauss
 * quadrature rules, Mathematics of Computation 23, 1969: those components squared are weights of a
 * quadrature).
 *
 * @param values eigenvalues, descending
 * @param first first component of the eigenvector of each, up to its sign
 */
public record SymmetricTridiagonal(double[] values, double[] first) {
  /** Sweeps for one eigenvalue, which takes two or three. */
  private static final int MOST_SWEEPS = 60;

  /**
   * Decomposes a matrix.
   *
   * @param diagonal n numbers
   * @param beside n - 1 numbers, above and below it
   */
  public static SymmetricTridiagonal of(double[] diagonal, double[] beside) {
    int n = diagonal.length;
    double[] d = diagonal.clone();
    double[] e = new double[n];
    System.arraycopy(beside, 0, e, 0, n - 1);
    double[] z = new double[n];
    z[0] = 1;
    for (int l = 0; l < n; l++) {
      int sweeps = 0;
      for (int m = split(d, e, l); m != l; m = split(d, e, l)) {
        if (sweeps++ == MOST_SWEEPS) {
          throw new ArithmeticException("an eigenvalue did not converge");
        }
        sweep(d, e, z, l, m);
      }
    }
    return sorted(d, z);
  }

  /** The last index of the block from {@code l} on that holds together. */
  private static int split(double[] d, double[] e, int l) {
    int m = l;
    while (m < d.length - 1
        && Math.abs(e[m]) > Math.ulp(1.0) * (Math.abs(d[m]) + Math.abs(d[m + 1]))) {
      m++;
    }
    return m;
  }

  private static void sweep(double[] d, double[] e, double[] z, int l, int m) {
    double g = (d[l + 1] - d[l]) / (2 * e[l]);
    g = d[m] - d[l] + e[l] / (g + Math.copySign(Math.hypot(g, 1), g));
    double s = 1;
    double c = 1;
    double p = 0;
    for (int i = m - 1; i >= l; i--) {
      double f = s * e[i];
      double b = c * e[i];
      double r = Math.hypot(f, g);
      e[i + 1] = r;
      if (r == 0) {
        d[i + 1] -= p;
        e[m] = 0;
        return;
      }
      s = f / r;
      c = g / r;
      g = d[i + 1] - p;
      r = (d[i] - g) * s + 2 * c * b;
      p = s * r;
      d[i + 1] = g + p;
      g = c * r - b;
      double above = z[i + 1];
      z[i + 1] = s * z[i] + c * above;
      z[i] = c * z[i] - s * above;
    }
    d[l] -= p;
    e[l] = g;
    e[m] = 0;
  }

  private static SymmetricTridiagonal sorted(double[] d, double[] z) {
    int[] order =
        IntStream.range(0, d.length)
            .boxed()
            .sorted((i, j) -> Double.compare(d[j], d[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] values = new double[d.length];
    double[] first = new double[d.length];
    for (int i = 0; i < order.length; i++) {
      values[i] = d[order[i]];
      first[i] = z[order[i]];
    }
    return new SymmetricTridiagonal(values, first);
  }
}
