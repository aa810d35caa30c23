package dev.eigenspark.nn;

/**
 * One loop over the memory of a time step. A cell's step is a short list of these, because the JVM
 * compiles each on its own only if it is called through an interface: a method that holds several
 * of them outgrows the compiler's limits, which makes every vector an object and the loop ten times
 * slower. One or two elementary functions fit.
 */
interface StepKernel {
  /** Must be a pure function of the buffers, and map zero to zero in the padding of the rows. */
  void run(StepBuffers step);
}
