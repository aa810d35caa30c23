package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.ClosedLoopLstm;
import dev.eigenspark.nn.ParameterSpec;
import java.util.List;

/**
 * The last hidden state of an LSTM that reads the codes of a trial one after the other (Hochreiter,
 * Schmidhuber 1997; Gers et al. 2000): [N, d, T] to [N, H, 1]. Parameters: {@code V} [H, 4H],
 * {@code U} [d, 4H], {@code b} [1, 4H].
 *
 * @param hidden units, H
 */
public record LastState(int hidden) implements Operator {
  private static final long serialVersionUID = 1L;

  @Override
  public Extent output(Extent input) {
    return new Extent(hidden, 1);
  }

  @Override
  public List<ParameterSpec> parameters(Extent input) {
    return ClosedLoopLstm.parameters(input.features(), hidden);
  }

  @Override
  public OperatorRunner runner(Extent input) {
    return new LastStateRunner(input, hidden);
  }
}
