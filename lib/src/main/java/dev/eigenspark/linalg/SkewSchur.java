package dev.eigenspark.linalg;

import dev.eigenspark.Failure;
import java.nio.DoubleBuffer;
import org.bytedeco.openblas.global.openblas;

/**
 * The real Schur form of a skew-symmetric matrix of even order: {@code A = Q Omega Q^T}, Q
 * orthogonal, Omega block-diagonal with blocks {@code [[0, w], [-w, 0]]}, w &gt;= 0.
 *
 * <p>Taking the even rows of the tridiagonal form ({@link SkewTridiagonal}) against its odd columns
 * leaves a bidiagonal matrix of half the order, whose singular values are the frequencies w and
 * whose singular vectors pair up the columns of Q (R. C. Ward and L. J. Gray, Eigensystem
 * computation for skew-symmetric and a class of symmetric matrices, ACM TOMS 4, 1978). All steps
 * are orthogonal, so close or equal frequencies cost no accuracy.
 *
 * <p>One object decomposes one matrix after another in the same memory.
 */
final class SkewSchur {
  private static final String WHAT = "skew Schur form";

  private final int n;
  private final Parts parts;
  private final SkewTridiagonal tridiagonal;
  private final NativeMatrix transposedBasis;
  private double[] frequencies;

  SkewSchur(int n, Parts parts) {
    this.n = n;
    this.parts = parts;
    tridiagonal = new SkewTridiagonal(n, parts);
    transposedBasis = new NativeMatrix(n, n);
  }

  /** {@code Q^T}: rows 2k and 2k + 1 span the plane of frequency k. */
  NativeMatrix transposedBasis() {
    return transposedBasis;
  }

  /** w of each plane. */
  double[] frequencies() {
    return frequencies;
  }

  /**
   * Decomposes the matrix whose leading part of order {@code size}, at most n, has this strict
   * upper triangle, row by row; what is beyond is zero.
   *
   * @throws Failure of kind DIVERGED when an element is not finite
   */
  void decompose(int size, double[] upper) {
    fill(size, upper);
    tridiagonal.reduce();
    int half = n / 2;
    double[] below = tridiagonal.below();
    double[] diagonal = new double[half];
    double[] offDiagonal = new double[half];
    for (int i = 0; i < half; i++) {
      // -T[2i+1, 2i] and T[2i+2, 2i+1]: the bidiagonal matrix T[even, odd].
      diagonal[i] = -below[2 * i];
      if (i + 1 < half) {
        offDiagonal[i] = below[2 * i + 1];
      }
    }
    double[] u = new double[half * half];
    double[] v = new double[half * half];
    int info =
        openblas.LAPACKE_dbdsdc(
            openblas.LAPACK_COL_MAJOR,
            (byte) 'L',
            (byte) 'I',
            half,
            diagonal,
            offDiagonal,
            u,
            half,
            v,
            half,
            new double[1],
            new int[1]);
    Lapack.check(WHAT, "dbdsdc", info);
    interleave(half, u, v);
    tridiagonal.applyTo(transposedBasis);
    frequencies = diagonal;
  }

  // Column by column, the elements of a skew matrix read as its negative.
  private void fill(int size, double[] upper) {
    NativeMatrix a = tridiagonal.columns();
    a.fill(0);
    int at = 0;
    for (int i = 0; i < size; i++) {
      int count = size - 1 - i;
      a.values().put(i * n + i + 1, upper, at, count);
      requireFinite(upper, at, count, i);
      at += count;
    }
    a.subtractTranspose(parts);
  }

  private static void requireFinite(double[] upper, int from, int count, int row) {
    for (int k = 0; k < count; k++) {
      if (!Double.isFinite(upper[from + k])) {
        throw Failure.diverged(
            "%s: element (%d, %d) is %s; every element must be finite"
                .formatted(WHAT, row, row + 1 + k, upper[from + k]));
      }
    }
  }

  /** The right singular vectors on odd places, the left ones on even places, in turn. */
  private void interleave(int half, double[] u, double[] v) {
    DoubleBuffer rows = transposedBasis.values();
    transposedBasis.fill(0);
    for (int k = 0; k < half; k++) {
      for (int i = 0; i < half; i++) {
        rows.put(2 * k * n + 2 * i + 1, v[i * half + k]);
        rows.put((2 * k + 1) * n + 2 * i, u[k * half + i]);
      }
    }
  }
}
