package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.ParameterSpec;
import dev.eigenspark.nn.tape.Start;
import dev.eigenspark.nn.tape.Tape;
import dev.eigenspark.nn.tape.Tensor;

/**
 * A learned query that reads the rows of a causal {@link Similarity} with attention (released code
 * of Kerg et al. 2022, {@code qtsf}). With A the T x T matrix of relations, zero above its
 * diagonal,
 *
 * <pre>
 *   X = A P      k = X Wk + bk      v = X Wv + bv      q = q0 Wq + bq
 *   u = norm(q0 + attention(q, k, v) Wo + bo)      y = norm(u + relu(u W1 + b1) W2 + b2)
 * </pre>
 *
 * <p>P [T, positions] and q0 [1, positions] are learned: [N, T (T + 1) / 2, 1] to [N, positions,
 * 1].
 *
 * @param steps positions of a trial, T
 * @param positions numbers that a position has
 * @param heads that attend
 * @param width of all heads together
 * @param hidden units between W1 and W2
 */
public record RelationReader(int steps, int positions, int heads, int width, int hidden)
    implements Composition {
  private static final long serialVersionUID = 1L;

  /** Validates the heads. */
  public RelationReader {
    if (width % heads != 0) {
      throw new IllegalArgumentException("heads " + heads + " must divide the width " + width);
    }
  }

  @Override
  public Tensor compose(Tape tape, Tensor relations) {
    Tensor a = tape.lowerTriangle(relations, steps);
    Tensor x = tape.project(gaussian("P", steps), a);
    Tensor query = tape.learned(gaussian("q0", 1));
    Tensor q = tape.dense("q", query, width, Start.UNIFORM);
    Tensor k = tape.dense("k", x, width, Start.UNIFORM);
    Tensor v = tape.dense("v", x, width, Start.UNIFORM);
    Tensor o = tape.dense("o", tape.attend(q, k, v, heads), positions, Start.UNIFORM);
    Tensor u = tape.layerNorm("1", tape.add(query, o));
    Tensor f = tape.rectify(tape.dense("1", u, hidden, Start.UNIFORM));
    return tape.layerNorm("2", tape.add(u, tape.dense("2", f, positions, Start.UNIFORM)));
  }

  private ParameterSpec gaussian(String name, int rows) {
    return new ParameterSpec(name, rows, positions, rows, positions, Init.STANDARD_NORMAL);
  }
}
