package dev.eigenspark.linalg;

/**
 * The exponential {@code P = exp(A)} of a skew-symmetric matrix, which is a rotation ({@code P^T P
 * = I, det P = 1}), and the exact adjoint of its derivative: how the parametrization of Lezcano-
 * Casado and Martinez-Rubio, Cheap orthogonal constraints in neural networks, ICML 2019, trains an
 * orthogonal matrix. A is given by its strict upper triangle x, row by row: {@code A = triu(X, 1) -
 * triu(X, 1)^T}.
 *
 * <p>With {@code A = Q Omega Q^T} ({@link SkewSchur}) both are a few products and a pass over 2 x 2
 * blocks, whatever the size of A: no scaling and squaring. Between planes of frequencies w and v
 * the derivative's divided difference is {@code exp(i (w+v)/2) sinc((w-v)/2)} on the part of the
 * block that commutes with rotations, and the same with v negated on the part that reverses them,
 * which is accurate for equal frequencies too.
 */
public final class SkewExp {
  private final int n;
  private final SkewSchur schur;
  private final Matrix value;

  private SkewExp(int n, SkewSchur schur) {
    this.n = n;
    this.schur = schur;
    value = resized(MatrixProduct.rightTransposed(rotatedColumns(), schur.q()), n);
  }

  /**
   * The exponential of the skew matrix of order {@code n} with this strict upper triangle.
   *
   * @param upper n (n - 1) / 2 elements, row by row
   * @throws dev.eigenspark.Failure of kind DIVERGED when an element is not finite
   */
  public static SkewExp of(int n, double[] upper) {
    if (upper.length != n * (n - 1) / 2) {
      throw new IllegalArgumentException(
          upper.length + " elements are no strict upper triangle of order " + n);
    }
    return new SkewExp(n, SkewSchur.of(skew(n, upper)));
  }

  /** P, n x n. */
  public Matrix value() {
    return value;
  }

  /**
   * The gradient of a function of P with respect to the strict upper triangle of A: {@code D_ij -
   * D_ji} with {@code D = integral_0^1 exp(-sA) G exp(-(1-s)A) ds}.
   *
   * @param gradient G = df/dP, n x n
   * @return n (n - 1) / 2 elements, row by row
   */
  public double[] adjoint(Matrix gradient) {
    Matrix q = schur.q();
    Matrix inBasis =
        MatrixProduct.leftTransposed(q, MatrixProduct.of(resized(gradient, q.rows()), q));
    integrate(inBasis.values());
    Matrix d = MatrixProduct.of(q, MatrixProduct.rightTransposed(inBasis, q));
    double[] upper = new double[n * (n - 1) / 2];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        upper[at++] = d.at(i, j) - d.at(j, i);
      }
    }
    return upper;
  }

  /** The skew matrix, with a plane of frequency 0 made complete when n is odd. */
  private static Matrix skew(int n, double[] upper) {
    int order = n + n % 2;
    double[] a = new double[order * order];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        a[i * order + j] = upper[at];
        a[j * order + i] = -upper[at++];
      }
    }
    return new Matrix(order, order, a);
  }

  /** {@code Q exp(Omega)}. */
  private Matrix rotatedColumns() {
    int order = schur.q().rows();
    double[] rotated = schur.q().values().clone();
    for (int k = 0; k < order / 2; k++) {
      double cosine = Math.cos(schur.frequencies()[k]);
      double sine = Math.sin(schur.frequencies()[k]);
      for (int i = 2 * k; i < rotated.length; i += order) {
        double x = rotated[i];
        double y = rotated[i + 1];
        rotated[i] = x * cosine - y * sine;
        rotated[i + 1] = x * sine + y * cosine;
      }
    }
    return new Matrix(order, order, rotated);
  }

  /** {@code integral_0^1 exp(-s Omega) M exp(-(1-s) Omega) ds}, in place. */
  private void integrate(double[] m) {
    double[] w = schur.frequencies();
    int order = 2 * w.length;
    double[] cosines = new double[w.length];
    double[] sines = new double[w.length];
    for (int k = 0; k < w.length; k++) {
      cosines[k] = Math.cos(w[k] / 2);
      sines[k] = Math.sin(w[k] / 2);
    }
    for (int b = 0; b < w.length; b++) {
      for (int c = 0; c < w.length; c++) {
        double cc = cosines[b] * cosines[c];
        double ss = sines[b] * sines[c];
        double sc = sines[b] * cosines[c];
        double cs = cosines[b] * sines[c];
        double forSum = sinc((w[b] + w[c]) / 2, sc + cs);
        double forDifference = sinc((w[b] - w[c]) / 2, sc - cs);
        int top = 2 * b * order + 2 * c;
        int low = top + order;
        double commuting = (m[top] + m[low + 1]) / 2;
        double commutingTurn = (m[top + 1] - m[low]) / 2;
        double reversing = (m[top] - m[low + 1]) / 2;
        double reversingTurn = (m[top + 1] + m[low]) / 2;
        double p = forDifference * (commuting * (cc - ss) + commutingTurn * (sc + cs));
        double q = forDifference * (commutingTurn * (cc - ss) - commuting * (sc + cs));
        double r = forSum * (reversing * (cc + ss) - reversingTurn * (sc - cs));
        double t = forSum * (reversingTurn * (cc + ss) + reversing * (sc - cs));
        m[top] = p + r;
        m[top + 1] = q + t;
        m[low] = t - q;
        m[low + 1] = p - r;
      }
    }
  }

  /** {@code sin(x) / x}; by its series where the given sine has lost its digits. */
  private static double sinc(double x, double sine) {
    double square = x * x;
    return square < 0.01
        ? 1 - square / 6 * (1 - square / 20 * (1 - square / 42 * (1 - square / 72)))
        : sine / x;
  }

  /** The leading {@code size} rows and columns, with zeros beyond the matrix. */
  private static Matrix resized(Matrix matrix, int size) {
    if (matrix.rows() == size) {
      return matrix;
    }
    double[] values = new double[size * size];
    int kept = Math.min(size, matrix.rows());
    for (int i = 0; i < kept; i++) {
      System.arraycopy(matrix.values(), i * matrix.cols(), values, i * size, kept);
    }
    return new Matrix(size, size, values);
  }
}
