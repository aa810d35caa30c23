package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.ParameterSpec;
import dev.eigenspark.nn.tape.Start;
import dev.eigenspark.nn.tape.Tape;
import dev.eigenspark.nn.tape.Tensor;

/**
 * A layer of a transformer's encoder over the objects of a trial (Vaswani et al., Attention is all
 * you need, NeurIPS 2017), normalised after each residual connection, and the mean over positions:
 *
 * <pre>
 *   x = z + waves      [q k v] = x Wqkv + bqkv      a = attention(q, k, v) Wo + bo
 *   u = norm(x + a)      v = norm(u + relu(u W1 + b1) W2 + b2)      y = mean_t norm(v_t)
 * </pre>
 *
 * <p>[N, d, T] to [N, d, 1].
 *
 * @param heads that attend, each to d / heads columns
 * @param hidden units between W1 and W2
 */
public record SelfAttention(int heads, int hidden) implements Composition {
  private static final long serialVersionUID = 1L;

  @Override
  public Tensor compose(Tape tape, Tensor codes) {
    int d = codes.columns();
    if (d % heads != 0) {
      throw new IllegalArgumentException(
          "heads " + heads + " must divide the " + d + " numbers of a code");
    }
    Tensor x = tape.add(codes, Positions.waves(tape, codes.rows(), d));
    ParameterSpec all = new ParameterSpec("Wqkv", d, 3 * d, d, 3 * d, Init.GLOROT_NORMAL);
    Tensor qkv = tape.dense(all, Init.ZERO, x);
    Tensor q = tape.columns(qkv, 0, d);
    Tensor k = tape.columns(qkv, d, 2 * d);
    Tensor v = tape.columns(qkv, 2 * d, 3 * d);
    Tensor a = tape.dense("o", tape.attend(q, k, v, heads), d, Start.GLOROT);
    Tensor u = tape.layerNorm("1", tape.add(x, a));
    Tensor f = tape.rectify(tape.dense("1", u, hidden, Start.HE));
    Tensor w = tape.layerNorm("2", tape.add(u, tape.dense("2", f, d, Start.HE)));
    return tape.meanRows(tape.layerNorm("3", w));
  }
}
