package dev.eigenspark.nn;

import java.util.List;

/**
 * A recurrent matrix trained through its real Schur form: {@code V = P (Lambda + M o T) P^T, P =
 * exp(A)}, with rotations by theta scaled by gamma in the 2 x 2 blocks of Lambda and the mask M
 * above the diagonal (nnRNN; Kerg et al., Non-normal recurrent neural network, NeurIPS 2019).
 * Parameters for H units, H even:
 *
 * <ul>
 *   <li>{@code X}, H (H - 1) / 2: A as in {@link OrthogonalExponential}
 *   <li>{@code theta}, H / 2: angles, uniform in [0, 2 pi)
 *   <li>{@code gamma}, H / 2: moduli, 1 at the start
 *   <li>{@code T}: the elements that the mask lets through, row by row, 0 at the start
 * </ul>
 *
 * <p>The gradients of gamma and T hold those of the penalties {@code delta sum (gamma - 1)^2 +
 * decay / 2 |T|^2}, which are no part of the reported loss.
 *
 * @param start how X starts, one of the SKEW starts
 * @param mask where T may be other than zero
 * @param delta pull of gamma towards 1, at least 0
 * @param decay weight decay of T, at least 0
 */
public record NonNormalSchur(Init start, Mask mask, double delta, double decay)
    implements Parametrization {
  private static final long serialVersionUID = 1L;

  /** Where T lies. */
  public enum Mask {
    /** Above the 2 x 2 blocks, so that the eigenvalues of V are gamma exp(+-i theta) exactly. */
    BLOCK {
      @Override
      int firstColumn(int row) {
        return row / 2 * 2 + 2;
      }
    },
    /** Above the diagonal, also inside the blocks, as in the authors' released code. */
    STRICT {
      @Override
      int firstColumn(int row) {
        return row + 1;
      }
    };

    /** The first column of T in this row; it goes on to the end of the row. */
    abstract int firstColumn(int row);

    int size(int hidden) {
      int size = 0;
      for (int row = 0; row < hidden; row++) {
        size += Math.max(0, hidden - firstColumn(row));
      }
      return size;
    }
  }

  @Override
  public List<ParameterSpec> specs(int hidden) {
    if (hidden % 2 != 0) {
      throw new IllegalArgumentException(
          "hidden " + hidden + " must be even: eigenvalues come in conjugate pairs");
    }
    return List.of(
        OrthogonalExponential.generator(hidden, start),
        new ParameterSpec("theta", 1, hidden / 2, hidden, hidden, Init.UNIFORM_ANGLE),
        new ParameterSpec("gamma", 1, hidden / 2, hidden, hidden, Init.ONE),
        new ParameterSpec("T", 1, mask.size(hidden), hidden, hidden, Init.ZERO));
  }

  @Override
  public MatrixMap map(int hidden) {
    return new SchurMap(this, hidden);
  }
}
