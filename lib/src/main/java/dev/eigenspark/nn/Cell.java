package dev.eigenspark.nn;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

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
  /** A part of the row {@code [h_{t-1} | x_t | 1]} that z is made from. */
  enum Operand {
    /** h_{t-1}, by a matrix of V. */
    HIDDEN,
    /** x_t, by a matrix of U. */
    INPUT,
    /** 1, by a bias. */
    ONE
  }

  private static final Set<Operand> ALL = Collections.unmodifiableSet(EnumSet.allOf(Operand.class));

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

  /**
   * What a block of z is a sum of products of. V, U and b hold the matrices and biases of the
   * blocks that read their operand, side by side in the order of the blocks, and no others.
   */
  Set<Operand> reads(int block) {
    return ALL;
  }

  /** The blocks of z that read an operand. */
  final int[] blocksReading(Operand operand) {
    return IntStream.range(0, gates).filter(block -> reads(block).contains(operand)).toArray();
  }

  /**
   * Whether a {@link Parametrization} can make the last matrix of V: the only one of a plain cell,
   * or one that is no gate's.
   */
  boolean parametrizable() {
    return gates == 1;
  }

  /**
   * Whether the one state beside h is h itself, which a cell carries that hands a part of it on
   * through no product. dL/dh_t is then the sum of dh and dState, else dh alone.
   */
  boolean stateIsHidden() {
    return false;
  }

  /** Short names of the matrices of V, in the order of its columns. */
  public abstract String[] gateNames();

  /** Whether a backward kernel reads what the forward ones left in z. */
  abstract boolean keepsActivations();

  /** The biases of the blocks that have one, in their order, with their start values. */
  List<ParameterSpec> biases(int hidden, int fanIn) {
    int width = blocksReading(Operand.ONE).length * hidden;
    return List.of(new ParameterSpec("b", 1, width, fanIn, hidden, Init.UNIFORM_FAN_IN));
  }

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
