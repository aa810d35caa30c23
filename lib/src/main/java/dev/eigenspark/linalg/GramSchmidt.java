package dev.eigenspark.linalg;

/**
 * The QR form of a few long columns, which are the rows of an array, with a positive diagonal:
 * every row loses what lies along the rows before it, twice, because rounding leaves a part of it
 * behind the first time and none the second (L. Giraud et al., Rounding error analysis of the
 * classical Gram-Schmidt orthogonalization process, Numerische Mathematik 101, 2005).
 */
public final class GramSchmidt {
  private static final double ROUNDING = 0x1p-52;

  private GramSchmidt() {}

  /**
   * Replaces the rows by Q.
   *
   * @param rows all of one length, at least as long as there are rows
   * @return the diagonal of R: how long each row is beside those before it. Where that cannot be
   *     told from rounding it is 0, and so is the row, which then stays out of what follows
   */
  public static double[] orthonormalize(double[][] rows) {
    double[] diagonal = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      double least = ROUNDING * row.length * norm(row);
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          addScaled(-dot(row, rows[j]), rows[j], row);
        }
      }
      double rest = norm(row);
      diagonal[i] = rest <= least ? 0 : rest;
      for (int k = 0; k < row.length; k++) {
        row[k] = diagonal[i] == 0 ? 0 : row[k] / rest;
      }
    }
    return diagonal;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static void addScaled(double factor, double[] from, double[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * from[k];
    }
  }
}
