package dev.eigenspark.nn;

/**
 * The memory of one time step, as a cell's kernels see it. All positions and widths are in floats;
 * rows of the batch lie {@code *Stride} apart. One object is moved from step to step, so the time
 * loop allocates nothing.
 */
final class StepBuffers {
  /** Rows of the batch. */
  final int rows;

  /** Padded hidden width: a block of z or of the state. */
  final int width;

  /** Pre-activations or activations, {@code gates * width} a row; dL/dz after backward. */
  float[] z;

  int zAt;
  final int zStride;

  /** dL/dz of this step; the same memory as z for a cell that keeps its activations. */
  float[] dz;

  int dzAt;

  /** The new hidden state, {@code width} a row. */
  float[] h;

  int hAt;
  final int hStride;

  /** State beside h before and after this step, {@code states * width} a row. */
  float[] state;

  int stateBeforeAt;
  int stateAfterAt;
  final int stateStride;

  /** dL/dh of this step, complete: from above and from the next step; {@code width} a row. */
  float[] dh;

  /** dL/dstate after this step on entry, before it on return. */
  float[] dState;

  /** Per-unit parameters and their gradients, {@code width} each. */
  float[] vectors;

  float[] dVectors;

  /** Passes values from one kernel of a step to the next, {@code width} a row. */
  float[] scratch;

  StepBuffers(int rows, int width, int gates, int states, int hStride) {
    this.rows = rows;
    this.width = width;
    this.zStride = gates * width;
    this.stateStride = states * width;
    this.hStride = hStride;
  }
}
