package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.ParameterSpec;
import dev.eigenspark.nn.tape.Start;
import dev.eigenspark.nn.tape.Tape;
import dev.eigenspark.nn.tape.Tensor;

/**
 * What all pairs of objects say together (relation network: Santoro et al., A simple neural network
 * module for relational reasoning, NeurIPS 2017, equation 1). With {@code x_i} the code of position
 * i and its number {@code i = 0 ... T - 1},
 *
 * <pre>
 *   h_ij = relu(x_i Wa + x_j Wb + bb)      y = sum_ij relu(h_ij Wg + bg)
 * </pre>
 *
 * <p>over all T^2 ordered pairs: [N, d, T] to [N, outputs, 1]. The first layer, a map of both codes
 * together, is taken apart, so that it is computed once for an object and not for a pair.
 *
 * @param hidden numbers of h
 * @param outputs numbers of y
 */
public record PairRelations(int hidden, int outputs) implements Composition {
  private static final long serialVersionUID = 1L;

  @Override
  public Tensor compose(Tape tape, Tensor codes) {
    Tensor x = tape.beside(codes, Positions.numbers(tape, codes.rows()));
    Tensor first = tape.project(half("Wa", x), x);
    Tensor second = tape.dense(half("Wb", x), Init.ZERO, x);
    Tensor pairs = tape.rectifiedPairs(first, second);
    return tape.sumRows(tape.rectify(tape.dense("g", pairs, outputs, Start.HE)));
  }

  private ParameterSpec half(String name, Tensor x) {
    return new ParameterSpec(name, x.columns(), hidden, 2 * x.columns(), hidden, Init.HE_NORMAL);
  }
}
