package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.tape.Tape;
import dev.eigenspark.nn.tape.Tensor;

/** What tells a composition at which position of the trial an object stands. */
final class Positions {
  private static final double BASE = 10_000;

  private Positions() {}

  /** The numbers 0 ... T - 1, [T, 1]. */
  static Tensor numbers(Tape tape, int steps) {
    float[][] matrix = new float[steps][1];
    for (int t = 0; t < steps; t++) {
      matrix[t][0] = t;
    }
    return tape.constant(matrix);
  }

  /**
   * Sines and cosines (Vaswani et al. 2017, section 3.5), [T, d]: {@code sin(t / 10000^(2k/d))} in
   * column 2k and the cosine in column 2k + 1.
   */
  static Tensor waves(Tape tape, int steps, int features) {
    float[][] matrix = new float[steps][features];
    for (int t = 0; t < steps; t++) {
      for (int column = 0; column < features; column++) {
        double angle = t / Math.pow(BASE, (column - column % 2) / (double) features);
        matrix[t][column] = (float) (column % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
    return tape.constant(matrix);
  }
}
