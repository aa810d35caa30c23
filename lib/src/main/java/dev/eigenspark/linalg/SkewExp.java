package dev.eigenspark.linalg;

import dev.eigenspark.linalg.MatrixProduct.Factor;
import dev.eigenspark.linalg.MatrixProduct.Form;
import java.nio.DoubleBuffer;
import java.util.function.DoubleUnaryOperator;

/**
 * The exponential {@code P = exp(A)} of a skew-symmetric matrix, which is a rotation ({@code P^T P
 * = I, det P = 1}), and the exact adjoint of its derivative: how the parametrization of Lezcano-
 * Casado and Martinez-Rubio, Cheap orthogonal constraints in neural networks, ICML 2019, trains an
 * orthogonal matrix. A is given by its strict upper triangle x, row by row: {@code A = triu(X, 1) -
 * triu(X, 1)^T}.
 *
 * <p>With {@code A = Q Omega Q^T} ({@link SkewSchur}) both are a few products and a pass over 2 x 2
 * blocks, whatever the size of A: no scaling and squaring. The adjoint is {@code integral_0^1
 * exp(sA) K exp(-sA) ds} with {@code K = S - S^T, S = P^T G}, a skew matrix again. Between planes
 * of frequencies w and v the integral is {@code exp(i (w-v)/2) sinc((w-v)/2)} on the part of the
 * block that commutes with rotations, and the same with v negated on the part that reverses them,
 * which is accurate for equal frequencies too.
 *
 * <p>One object takes one A after another in the same memory, and belongs to one thread, which may
 * share its work through {@link Parts}; the bits do not depend on them.
 */
public final class SkewExp {
  private static final int PLANES_OF_A_PART = 16;

  private final int n;
  private final int order;
  private final Parts parts;
  private final MatrixProduct product;
  private final SkewSchur schur;
  private final NativeMatrix value;
  private final NativeMatrix work;
  private final NativeMatrix inBasis;

  /**
   * For matrices of order n.
   *
   * @param parts does the work
   */
  public SkewExp(int n, Parts parts) {
    this.n = n;
    this.parts = parts;
    // A plane of frequency 0 is made complete when n is odd.
    order = n + n % 2;
    product = new MatrixProduct(parts);
    schur = new SkewSchur(order, parts);
    value = new NativeMatrix(order, order);
    work = new NativeMatrix(order, order);
    inBasis = new NativeMatrix(order, order);
  }

  /** n, or n + 1 where n is odd: the order of the matrices that this takes and gives. */
  public int order() {
    return order;
  }

  /**
   * Goes to the skew matrix with this strict upper triangle.
   *
   * @param upper n (n - 1) / 2 elements, row by row
   * @throws dev.eigenspark.Failure of kind DIVERGED when an element is not finite
   */
  public void set(double[] upper) {
    if (upper.length != n * (n - 1) / 2) {
      throw new IllegalArgumentException(
          upper.length + " elements are no strict upper triangle of order " + n);
    }
    schur.decompose(n, upper);
    forPlanes(this::rotate);
    product.set(value, new Factor(work, Form.TRANSPOSED), basis(Form.PLAIN));
  }

  /** P; when n is odd, with a last row and column of the identity. */
  public NativeMatrix value() {
    return value;
  }

  /**
   * The gradient of a function of P with respect to the strict upper triangle of A.
   *
   * @param gradient G = df/dP, {@link #order} squared; zero beyond n
   * @return n (n - 1) / 2 elements, row by row
   */
  public double[] adjoint(NativeMatrix gradient) {
    NativeMatrix turn = new NativeMatrix(order, order);
    product.set(turn, new Factor(value, Form.TRANSPOSED), new Factor(gradient, Form.PLAIN));
    return adjointOfTurn(turn);
  }

  /**
   * The same from the gradient with respect to E of the function at {@code P exp(E), E = 0}, which
   * is {@code S = P^T G}; often it is known without G.
   *
   * @param turn S, {@link #order} squared; it is overwritten
   * @return n (n - 1) / 2 elements, row by row
   */
  public double[] adjointOfTurn(NativeMatrix turn) {
    turn.subtractTranspose(parts);
    product.set(work, new Factor(turn, Form.PLAIN), basis(Form.TRANSPOSED));
    product.setUpper(inBasis, basis(Form.PLAIN), new Factor(work, Form.PLAIN));
    double[] cosines = halfAngles(Math::cos);
    double[] sines = halfAngles(Math::sin);
    forPlanes(plane -> integrate(plane, cosines, sines));
    product.set(work, basis(Form.TRANSPOSED), new Factor(inBasis, Form.UPPER));
    product.set(turn, new Factor(work, Form.PLAIN), basis(Form.PLAIN));
    turn.subtractTranspose(parts);
    double[] upper = new double[n * (n - 1) / 2];
    int at = 0;
    for (int i = 0; i < n; i++) {
      turn.values().get(i * order + i + 1, upper, at, n - 1 - i);
      at += n - 1 - i;
    }
    return upper;
  }

  private Factor basis(Form formOfTransposed) {
    return new Factor(schur.transposedBasis(), formOfTransposed);
  }

  private interface Plane {
    void compute(int plane);
  }

  private void forPlanes(Plane step) {
    int planes = order / 2;
    parts.forEach(
        (planes + PLANES_OF_A_PART - 1) / PLANES_OF_A_PART,
        part -> {
          int end = Math.min((part + 1) * PLANES_OF_A_PART, planes);
          for (int plane = part * PLANES_OF_A_PART; plane < end; plane++) {
            step.compute(plane);
          }
        });
  }

  /** Two rows of {@code (Q exp(Omega))^T}. */
  private void rotate(int plane) {
    DoubleBuffer basis = schur.transposedBasis().values();
    DoubleBuffer rotated = work.values();
    double cosine = Math.cos(schur.frequencies()[plane]);
    double sine = Math.sin(schur.frequencies()[plane]);
    int first = 2 * plane * order;
    for (int i = first; i < first + order; i++) {
      double x = basis.get(i);
      double y = basis.get(i + order);
      rotated.put(i, x * cosine - y * sine);
      rotated.put(i + order, x * sine + y * cosine);
    }
  }

  private double[] halfAngles(DoubleUnaryOperator function) {
    double[] values = new double[order / 2];
    for (int k = 0; k < values.length; k++) {
      values[k] = function.applyAsDouble(schur.frequencies()[k] / 2);
    }
    return values;
  }

  /**
   * Two rows of U, {@code U - U^T = integral_0^1 exp(s Omega) M exp(-s Omega) ds}, in place of the
   * upper triangle of the skew matrix M.
   */
  private void integrate(int b, double[] cosines, double[] sines) {
    double[] w = schur.frequencies();
    DoubleBuffer m = inBasis.values();
    int row = 2 * b * order;
    int own = row + 2 * b;
    int band = 2 * b / MatrixProduct.BAND * MatrixProduct.BAND;
    for (int at = row + band; at <= own; at++) {
      m.put(at, 0);
      m.put(at + order, 0);
    }
    m.put(own + order + 1, 0);
    for (int c = b + 1; c < w.length; c++) {
      double cc = cosines[b] * cosines[c];
      double ss = sines[b] * sines[c];
      double sc = sines[b] * cosines[c];
      double cs = cosines[b] * sines[c];
      double forSum = sinc((w[b] + w[c]) / 2, sc + cs);
      double forDifference = sinc((w[b] - w[c]) / 2, sc - cs);
      int top = row + 2 * c;
      int low = top + order;
      double commuting = (m.get(top) + m.get(low + 1)) / 2;
      double commutingTurn = (m.get(top + 1) - m.get(low)) / 2;
      double reversing = (m.get(top) - m.get(low + 1)) / 2;
      double reversingTurn = (m.get(top + 1) + m.get(low)) / 2;
      double p = forDifference * (commuting * (cc + ss) - commutingTurn * (sc - cs));
      double q = forDifference * (commutingTurn * (cc + ss) + commuting * (sc - cs));
      double r = forSum * (reversing * (cc - ss) + reversingTurn * (sc + cs));
      double t = forSum * (reversingTurn * (cc - ss) - reversing * (sc + cs));
      m.put(top, p + r);
      m.put(top + 1, q + t);
      m.put(low, t - q);
      m.put(low + 1, p - r);
    }
  }

  /** {@code sin(x) / x}; by its series where the given sine has lost its digits. */
  private static double sinc(double x, double sine) {
    double square = x * x;
    return square < 0.01
        ? 1 - square / 6 * (1 - square / 20 * (1 - square / 42 * (1 - square / 72)))
        : sine / x;
  }
}
