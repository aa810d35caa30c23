package dev.eigenspark.analysis;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.Qr;
import dev.eigenspark.linalg.Schur;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the state of the noisy linear network {@code x_t = x_{t-1} V + s_t u^T + z_t}, z of unit
 * variance, at rest K steps ago, knows of its past inputs: its Fisher information {@code J(k) = u^T
 * (Theta^k)^T C^-1 Theta^k u} about s_{t-k}, k < K, with {@code Theta = V^T} and {@code C = sum_{k
 * < K} Theta^k (Theta^k)^T} (Ganguli, Huh, Sompolinsky, Memory traces in dynamical systems, PNAS
 * 2008; Kerg et al. 2019, appendix B).
 *
 * <p>C alone can have a condition of 10^25. So neither it nor its inverse is formed, but the
 * orthonormal columns Q of {@code [I; V; ...; V^(K-1)] = Q R}, where {@code R^T R = C}: the block
 * of Q at lag k is {@code G_k = V^k R^-1}, and J(k) is the squared length of {@code u^T G_k}. Two
 * stacks make one of twice the length, {@code [Q R; Q R V^m] = [Q A; Q B] R'} with {@code [R; R
 * V^m] = [A; B] R'}, so G_k is a product of log2 K factors, each A or B by a bit of k. No factor is
 * longer than 1, and {@code sum_k G_k^T G_k = I} holds to round-off for any V.
 */
final class LinearMemory {
  /** Where the powers of V grow beyond this, doubles do not resolve J to more than five digits. */
  private static final double GROWTH = 1e13;

  /** The step from a stack to one of twice the length. */
  private record Doubling(Matrix recent, Matrix past) {}

  private final int order;
  private final List<Doubling> doublings = new ArrayList<>();

  /** {@code G G^T} of the upper half of the factors, by the upper half of the bits of k. */
  private final List<Matrix> upper;

  private final int lowerDoublings;

  /**
   * The memory of {@code v}.
   *
   * @param v square, in the row convention
   * @param horizon K, a power of two; halved until no power of V outgrows double precision
   */
  LinearMemory(Matrix v, int horizon) {
    order = v.rows();
    Matrix root = Matrix.identity(order);
    Matrix power = v;
    for (int length = 1; length < horizon; length *= 2) {
      Qr stack = Qr.ofStacked(root, root.times(power));
      if (stack.r().frobeniusNorm() > GROWTH) {
        break;
      }
      doublings.add(new Doubling(stack.upper(), stack.lower()));
      root = stack.r();
      power = power.times(power);
    }
    lowerDoublings = doublings.size() / 2;
    List<Matrix> grams = List.of(Matrix.identity(order));
    for (int i = doublings.size() - 1; i >= lowerDoublings; i--) {
      List<Matrix> next = new ArrayList<>();
      for (Matrix gram : grams) {
        next.add(conjugate(doublings.get(i).recent(), gram));
        next.add(conjugate(doublings.get(i).past(), gram));
      }
      grams = next;
    }
    upper = grams;
  }

  /** J(k) of the direction {@code u}, k = 0 ... K - 1. */
  double[] curve(double[] u) {
    Matrix column = new Matrix(order, 1, u);
    return curve(column.times(column.transposed()));
  }

  /** J(k) in the mean over all directions; sums to 1. */
  double[] meanCurve() {
    double[] curve = curve(Matrix.identity(order));
    Arrays.setAll(curve, k -> curve[k] / order);
    return curve;
  }

  /** {@code J(k) = tr(G_k^T W G_k)}, from the lower half of the factors and the upper. */
  private double[] curve(Matrix w) {
    List<Matrix> lower = List.of(w);
    for (Doubling doubling : doublings.subList(0, lowerDoublings)) {
      List<Matrix> next = new ArrayList<>();
      lower.forEach(each -> next.add(conjugate(doubling.recent().transposed(), each)));
      lower.forEach(each -> next.add(conjugate(doubling.past().transposed(), each)));
      lower = next;
    }
    double[] curve = new double[lower.size() * upper.size()];
    for (int k = 0; k < curve.length; k++) {
      double[] a = lower.get(k % lower.size()).values();
      double[] b = upper.get(k / lower.size()).values();
      for (int i = 0; i < a.length; i++) {
        curve[k] += a[i] * b[i];
      }
    }
    return curve;
  }

  /** The direction of the largest sum of J(k): the first eigenvector of {@code sum_k G_k G_k^T}. */
  double[] bestDirection() {
    double[] sum = new double[order * order];
    for (Matrix gram : upper) {
      Arrays.setAll(sum, i -> sum[i] + gram.values()[i]);
    }
    Matrix total = new Matrix(order, order, sum);
    for (int i = lowerDoublings - 1; i >= 0; i--) {
      double[] recent = conjugate(doublings.get(i).recent(), total).values();
      double[] past = conjugate(doublings.get(i).past(), total).values();
      Arrays.setAll(recent, j -> recent[j] + past[j]);
      total = new Matrix(order, order, recent);
    }
    // Of a symmetric matrix the Schur form is the spectral one.
    Schur spectral = Schur.of(total);
    int first = 0;
    for (int i = 1; i < order; i++) {
      first = spectral.t().at(i, i) > spectral.t().at(first, first) ? i : first;
    }
    double[] direction = new double[order];
    for (int i = 0; i < order; i++) {
      direction[i] = spectral.q().at(i, first);
    }
    return direction;
  }

  private static Matrix conjugate(Matrix a, Matrix symmetric) {
    return a.times(symmetric).times(a.transposed());
  }
}
