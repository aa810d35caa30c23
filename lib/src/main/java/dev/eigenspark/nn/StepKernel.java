package dev.eigenspark.nn;

/**
 * One loop over the memory of a time step. A cell's step is a short list of these, each with one or
 * two elementary functions: more in one method outgrows the compiler's limits, see {@link
 * StepKernels}.
 */
interface StepKernel {
  /** Must be a pure function of the buffers, and map zero to zero in the padding of the rows. */
  void run(StepBuffers step);
}
