package dev.eigenspark.nn;

import java.nio.ByteBuffer;

/**
 * The memory of one time step, as a cell's kernels see it. All positions are in bytes; rows of the
 * batch lie {@code *Stride} bytes apart. One object is moved from step to step, so the time loop
 * allocates nothing.
 */
final class StepBuffers {
  /** Rows of the batch. */
  final int rows;

  /** Padded bytes of one block of hidden width. */
  final int width;

  /** Pre-activations or activations, {@code gates * width} bytes a row; dL/dz after backward. */
  ByteBuffer z;

  int zAt;
  final int zStride;

  /** dL/dz of this step; the same memory as z for a cell that keeps its activations. */
  ByteBuffer dz;

  int dzAt;

  /** The new hidden state, {@code width} bytes a row. */
  ByteBuffer h;

  int hAt;
  final int hStride;

  /** State beside h before and after this step, {@code states * width} bytes a row. */
  ByteBuffer state;

  int stateBeforeAt;
  int stateAfterAt;
  final int stateStride;

  /** dL/dh of this step, complete: from above and from the next step. */
  ByteBuffer dh;

  /** dL/dstate after this step on entry, before it on return. */
  ByteBuffer dState;

  /** Per-unit parameters and their gradients, {@code width} bytes each. */
  ByteBuffer vectors;

  ByteBuffer dVectors;

  StepBuffers(int rows, int width, int gates, int states, int hStride) {
    this.rows = rows;
    this.width = width;
    this.zStride = gates * width;
    this.stateStride = states * width;
    this.hStride = hStride;
  }
}
