package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.Threads;

/**
 * Where the numbers of N trials lie, {@code [T, N, d]}, and how the trials are cut into parts that
 * threads share. The cut depends on N alone.
 *
 * @param steps T
 * @param rows N
 * @param features d
 */
record TimeMajor(int steps, int rows, int features) {
  private static final int TRIALS_OF_A_PART = 16;

  /** What is done for the trials [from, to). */
  interface Part {
    void run(int index, int from, int to);
  }

  int size() {
    return steps * rows * features;
  }

  /** Where the first step of a trial begins. */
  int at(int row) {
    return row * features;
  }

  /** From one step to the next. */
  int stride() {
    return rows * features;
  }

  int parts() {
    return (rows + TRIALS_OF_A_PART - 1) / TRIALS_OF_A_PART;
  }

  void forEachPart(Part part) {
    Threads.forEach(
        parts(),
        i -> part.run(i, i * TRIALS_OF_A_PART, Math.min(rows, (i + 1) * TRIALS_OF_A_PART)));
  }

  /** Reads the trials [from, to) into doubles, through floats that lie in the same way. */
  void read(FloatBlock source, float[] floats, double[] target, int from, int to) {
    for (int t = 0; t < steps; t++) {
      int at = t * stride() + from * features;
      int count = (to - from) * features;
      source.get(at, floats, at, count);
      for (int i = at; i < at + count; i++) {
        target[i] = floats[i];
      }
    }
  }

  /** Writes the trials [from, to), rounded to floats. */
  void write(double[] source, float[] floats, FloatBlock target, int from, int to) {
    for (int t = 0; t < steps; t++) {
      int at = t * stride() + from * features;
      int count = (to - from) * features;
      for (int i = at; i < at + count; i++) {
        floats[i] = (float) source[i];
      }
      target.put(at, floats, at, count);
    }
  }
}
