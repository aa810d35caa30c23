package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.tape.Tape;
import dev.eigenspark.nn.tape.Tensor;

/**
 * Comparisons of pairs of attended objects (PrediNet: Shanahan et al., An explicitly relational
 * neural network architecture, ICML 2020). With {@code x_t} the code of position t and its number
 * {@code t = 0 ... T - 1}, keys {@code x_t Wk} that all heads share, and for each head h two
 * queries from the whole trial,
 *
 * <pre>
 *   e1_h = sum_t softmax_t(q1_h . k_t) x_t,  q1 = flat(x) Wq1      e2_h alike
 *   y_h = [e1_h Ws - e2_h Ws ; number of e1_h ; number of e2_h]
 * </pre>
 *
 * <p>[N, d, T] to [N, heads (relations + 2), 1].
 *
 * @param heads pairs that are compared
 * @param keys numbers of a key
 * @param relations numbers of a comparison
 */
public record HeadComparisons(int heads, int keys, int relations) implements Composition {
  private static final long serialVersionUID = 1L;

  @Override
  public Tensor compose(Tape tape, Tensor codes) {
    Tensor x = tape.beside(codes, Positions.numbers(tape, codes.rows()));
    Tensor k = tape.project("k", x, keys, Init.GLOROT_NORMAL);
    Tensor first = attended(tape, x, k, "q1");
    Tensor second = attended(tape, x, k, "q2");
    Tensor differences =
        tape.subtract(
            tape.project("s", first, relations, Init.GLOROT_NORMAL),
            tape.project("s", second, relations, Init.GLOROT_NORMAL));
    Tensor all = tape.beside(differences, number(tape, first), number(tape, second));
    return tape.reshape(all, 1, heads * (relations + 2));
  }

  /** What each head attends to, [heads, d + 1]. */
  private Tensor attended(Tape tape, Tensor x, Tensor k, String query) {
    Tensor flat = tape.reshape(x, 1, x.rows() * x.columns());
    Tensor q = tape.project(query, flat, heads * keys, Init.GLOROT_NORMAL);
    return tape.reshape(tape.attendShared(q, k, x, heads), heads, x.columns());
  }

  private static Tensor number(Tape tape, Tensor attended) {
    return tape.columns(attended, attended.columns() - 1, attended.columns());
  }
}
