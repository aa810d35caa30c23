package dev.eigenspark.nn;

/**
 * One named parameter of a cell, stored row-major in the layer's flat vector. Workers average it as
 * a plain vector, whatever it is; a matrix that has to keep a structure is no parameter but made
 * from some by a {@link Parametrization}.
 *
 * @param name the paper's symbol
 * @param rows its rows
 * @param cols its columns
 * @param fanIn inputs of one unit, for the start values
 * @param fanOut outputs of one unit, for the start values
 * @param init how it starts unless the layer says otherwise
 */
public record ParameterSpec(String name, int rows, int cols, int fanIn, int fanOut, Init init) {
  /** Number of values. */
  public int size() {
    return rows * cols;
  }

  /** The same parameter with other start values. */
  ParameterSpec startingAs(Init other) {
    return new ParameterSpec(name, rows, cols, fanIn, fanOut, other);
  }
}
