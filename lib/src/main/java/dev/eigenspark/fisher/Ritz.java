package dev.eigenspark.fisher;

import dev.eigenspark.linalg.SymmetricTridiagonal;
import java.util.ArrayList;
import java.util.List;

/**
 * What m Lanczos steps from one start vector u say about a symmetric matrix A: {@code u^T f(A) u}
 * is about {@code sum_j weights_j f(values_j)}, exactly for polynomials up to degree 2m - 1, and
 * the outer values are close to the outer eigenvalues. New directions are made orthogonal to all
 * before, twice.
 *
 * @param values Ritz values, descending
 * @param weights theirs, which add up to 1
 */
public record Ritz(double[] values, double[] weights) {
  /** A direction this short, beside the matrix, is rounding: the space is closed. */
  private static final double CLOSED = 1e-10;

  /**
   * Runs the steps.
   *
   * @param start any vector but zero
   * @param steps m, or fewer where the vectors span all that the matrix makes of the start
   */
  public static Ritz of(SymmetricOperator matrix, double[] start, int steps) {
    List<double[]> basis = new ArrayList<>();
    List<Double> diagonal = new ArrayList<>();
    List<Double> beside = new ArrayList<>();
    double[] next = scaled(start, 1 / norm(start));
    while (next != null && basis.size() < Math.min(steps, matrix.size())) {
      basis.add(next);
      double[] w = matrix.times(next);
      double size = norm(w);
      diagonal.add(dot(next, w));
      removeAll(basis, w);
      removeAll(basis, w);
      double length = norm(w);
      next = length > CLOSED * size ? scaled(w, 1 / length) : null;
      beside.add(length);
    }
    int m = diagonal.size();
    SymmetricTridiagonal small =
        SymmetricTridiagonal.of(array(diagonal), array(beside.subList(0, m - 1)));
    double[] weights = small.first();
    for (int i = 0; i < m; i++) {
      weights[i] *= weights[i];
    }
    return new Ritz(small.values(), weights);
  }

  /** {@code u^T A u}: its expectation over random directions is the mean eigenvalue. */
  public double mean() {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }

  private static void removeAll(List<double[]> basis, double[] w) {
    for (double[] direction : basis) {
      double part = dot(direction, w);
      for (int i = 0; i < w.length; i++) {
        w[i] -= part * direction[i];
      }
    }
  }

  private static double[] scaled(double[] v, double factor) {
    double[] result = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      result[i] = factor * v[i];
    }
    return result;
  }

  private static double norm(double[] v) {
    return Math.sqrt(dot(v, v));
  }

  private static double dot(double[] v, double[] w) {
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += v[i] * w[i];
    }
    return sum;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
