package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.analysis.Snapshots.Measure;
import dev.eigenspark.data.Tensor;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.Schur;
import dev.eigenspark.models.RecurrentMatrix;
import dev.eigenspark.nn.SchurFactor;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * The real Schur form {@code V = P (Lambda + T) P^T} of a matrix of order n, in the row convention,
 * so T is above the diagonal. Lambda has the eigenvalues; T is the rest, where a block {@code [[a,
 * b], [c, a]]} of a complex pair leaves b + c.
 *
 * @param modulus of each eigenvalue, in the order of the diagonal
 * @param angle of each, folded to [0, pi]
 * @param distance mean |T_ij| over {@code j - i = distance} without the blocks; 0 at distance 0
 * @param triangle |T|_F: Henrici's departure from normality
 * @param norm |V|_F
 */
record SchurForm(
    double[] modulus, double[] angle, double[] distance, double triangle, double norm) {
  static final Measure<SchurForm> MEASURE = new Measure<>(SchurForm::measure, SchurForm::unpack);

  /**
   * Takes {@code Lambda + T} from the model's own theta, gamma and T where it has them, which costs
   * no eigenvalue iteration and keeps the model's order, and V itself from other models.
   */
  static RecurrentSnapshot cut(
      String run, long step, RecurrentMatrix matrix, Map<String, Tensor> weights) {
    String layer = matrix.tensor().substring(0, matrix.tensor().lastIndexOf('.') + 1);
    Tensor theta = weights.get(layer + "theta");
    Tensor gamma = weights.get(layer + "gamma");
    Tensor triangle = weights.get(layer + "T");
    if (theta == null || gamma == null || triangle == null) {
      return RecurrentSnapshot.cut(run, step, matrix, weights);
    }
    double[] factor = factor(run, step, theta, gamma, triangle).values();
    float[] elements = new float[factor.length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (float) factor[i];
    }
    return new RecurrentSnapshot(run, step, matrix.name(), elements);
  }

  private static Matrix factor(String run, long step, Tensor theta, Tensor gamma, Tensor triangle) {
    try {
      return SchurFactor.of(theta.values(), gamma.values(), triangle.values());
    } catch (IllegalArgumentException e) {
      throw new Failure(
          Failure.Kind.DATA, "run '%s', step %d: %s".formatted(run, step, e.getMessage()), e);
    }
  }

  /** Measures n * n row-major elements. */
  static double[] measure(float[] elements) {
    return of(RecurrentSnapshot.square(elements)).pack();
  }

  /** Of any square matrix; one that is quasi-triangular already is read as it is. */
  static SchurForm of(Matrix v) {
    return read(isQuasiTriangular(v) ? v : Schur.of(v).t());
  }

  private static boolean isQuasiTriangular(Matrix m) {
    for (int i = 1; i < m.rows(); i++) {
      for (int j = 0; j < i; j++) {
        boolean inBlock = j == i - 1 && (j == 0 || m.at(j, j - 1) == 0) && m.at(i, i) == m.at(j, j);
        if (m.at(i, j) != 0 && !inBlock) {
          return false;
        }
      }
    }
    return true;
  }

  private static SchurForm read(Matrix t) {
    int n = t.rows();
    double[] modulus = new double[n];
    double[] angle = new double[n];
    double[] sums = new double[n];
    int[] counts = new int[n];
    double squares = 0;
    int next;
    for (int i = 0; i < n; i = next) {
      next = i + 1 < n && t.at(i + 1, i) != 0 ? i + 2 : i + 1;
      if (next == i + 2) {
        pair(t, i, modulus, angle);
        squares += square(t.at(i, i + 1) + t.at(i + 1, i));
      } else {
        eigenvalue(t.at(i, i), 0, i, modulus, angle);
      }
      for (int row = i; row < next; row++) {
        for (int j = next; j < n; j++) {
          sums[j - row] += Math.abs(t.at(row, j));
          counts[j - row]++;
          squares += square(t.at(row, j));
        }
      }
    }
    Arrays.setAll(sums, d -> counts[d] == 0 ? 0 : sums[d] / counts[d]);
    return new SchurForm(modulus, angle, sums, Math.sqrt(squares), t.frobeniusNorm());
  }

  /** The eigenvalues {@code a +- sqrt(b c)} of the block at i. */
  private static void pair(Matrix t, int i, double[] modulus, double[] angle) {
    double square = t.at(i, i + 1) * t.at(i + 1, i);
    double root = Math.sqrt(Math.abs(square));
    double re = square > 0 ? root : 0;
    double im = square > 0 ? 0 : root;
    eigenvalue(t.at(i, i) + re, im, i, modulus, angle);
    eigenvalue(t.at(i, i) - re, im, i + 1, modulus, angle);
  }

  private static void eigenvalue(double re, double im, int at, double[] modulus, double[] angle) {
    modulus[at] = Math.hypot(re, im);
    angle[at] = Math.atan2(im, re);
  }

  private static double square(double x) {
    return x * x;
  }

  double modulusMin() {
    return Arrays.stream(modulus).min().orElseThrow();
  }

  double modulusMax() {
    return Arrays.stream(modulus).max().orElseThrow();
  }

  /** |T|_F as a part of |V|_F, in [0, 1]. */
  double relativeTriangle() {
    return norm == 0 ? 0 : triangle / norm;
  }

  private double[] pack() {
    DoubleBuffer out = DoubleBuffer.allocate(3 * modulus.length + 2);
    return out.put(modulus).put(angle).put(distance).put(triangle).put(norm).array();
  }

  private static SchurForm unpack(double[] packed) {
    int n = (packed.length - 2) / 3;
    return new SchurForm(
        Arrays.copyOf(packed, n),
        Arrays.copyOfRange(packed, n, 2 * n),
        Arrays.copyOfRange(packed, 2 * n, 3 * n),
        packed[3 * n],
        packed[3 * n + 1]);
  }
}
