package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.ParameterSpec;
import dev.eigenspark.nn.tape.Parameters;
import dev.eigenspark.nn.tape.Tape;
import dev.eigenspark.nn.tape.Tensor;
import java.util.List;

/**
 * An {@link Operator} that is written as a composition of array operations, trial by trial: its
 * parameters and its way back follow from {@link #compose}.
 */
public non-sealed interface Composition extends Operator {
  /**
   * Lays the function out on a tape.
   *
   * @param x the trial, [T, d]
   * @return what comes out, [steps, features]
   */
  Tensor compose(Tape tape, Tensor x);

  @Override
  default Extent output(Extent input) {
    Tensor y = layOut(new Parameters(), input);
    return new Extent(y.columns(), y.rows());
  }

  @Override
  default List<ParameterSpec> parameters(Extent input) {
    Parameters parameters = new Parameters();
    layOut(parameters, input);
    return parameters.specs();
  }

  private Tensor layOut(Parameters parameters, Extent input) {
    Tape tape = new Tape(parameters);
    return compose(tape, tape.input(input.steps(), input.features()));
  }

  @Override
  default OperatorRunner runner(Extent input) {
    return new CompositionRunner(this, input);
  }
}
