package dev.eigenspark.nn;

import java.util.List;

/** A layer configuration that says what its flat parameter vector holds. */
public interface ParameterizedLayer {
  /** The parameters, in the order of the flat vector. */
  List<ParameterSpec> parameterSpecs();
}
