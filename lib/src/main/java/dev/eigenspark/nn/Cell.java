package dev.eigenspark.nn;

import java.util.List;

/**
 * A paper's recurrence, reduced to what is its own: how many pre-activation blocks it needs and the
 * pointwise kernels. The runner owns everything else: the products {@code z_t = [h_{t-1} | x_t | 1]
 * W}, memory, time loop and weight gradients.
 *
 * <p>A kernel works on one time step of all rows of the batch. Rows are padded with zeros to a
 * multiple of {@link dev.eigenspark.linalg.PackedMatrix#COLUMN_ALIGNMENT}; a kernel runs over the
 * padding too.
 */
public abstract class Cell {
  private final String name;
  private final int gates;
  private final int states;
  private final int vectors;

  /**
   * A cell.
   *
   * @param name its name in layer configurations
   * @param gates blocks of hidden width in the pre-activation z
   * @param states blocks of hidden width carried beside h
   * @param vectors parameters of one value for each unit, applied by the kernels
   */
  Cell(String name, int gates, int states, int vectors) {
    this.name = name;
    this.gates = gates;
    this.states = states;
    this.vectors = vectors;
  }

  /** Its name in layer configurations. */
  public final String name() {
    return name;
  }

  /** Blocks of hidden width in the pre-activation. */
  public final int gates() {
    return gates;
  }

  final int states() {
    return states;
  }

  final int vectors() {
    return vectors;
  }

  /** Short names of the gates, in the order of the columns of V and U. */
  public abstract String[] gateNames();

  /** Whether a backward kernel reads what the forward ones left in z. */
  abstract boolean keepsActivations();

  /** Name and start values of per-unit parameter {@code index}. */
  abstract ParameterSpec vector(int index, int hidden);

  /** From z_t and the old state to h_t and the new state; may leave activations in z_t. */
  abstract List<StepKernel> forward();

  /**
   * From dL/dh_t (and dL/dstate_t, in place) to dL/dz_t; adds to the gradients of the per-unit
   * parameters.
   */
  abstract List<StepKernel> backward();
}
