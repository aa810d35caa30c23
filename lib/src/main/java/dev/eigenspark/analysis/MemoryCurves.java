package dev.eigenspark.analysis;

import dev.eigenspark.analysis.Snapshots.Measure;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The Fisher memory curves of one matrix, by lag.
 *
 * @param best J(k) of the direction of the largest total
 * @param mean J(k) in the mean over all directions; its total is 1
 */
record MemoryCurves(double[] best, double[] mean) {
  static Measure<MemoryCurves> measure(int horizon) {
    return new Measure<>(elements -> of(elements, horizon).pack(), MemoryCurves::unpack);
  }

  private static MemoryCurves of(float[] elements, int horizon) {
    LinearMemory memory = new LinearMemory(RecurrentSnapshot.square(elements), horizon);
    return new MemoryCurves(memory.curve(memory.bestDirection()), memory.meanCurve());
  }

  private double[] pack() {
    return DoubleStream.concat(Arrays.stream(best), Arrays.stream(mean)).toArray();
  }

  private static MemoryCurves unpack(double[] packed) {
    int horizon = packed.length / 2;
    return new MemoryCurves(
        Arrays.copyOf(packed, horizon), Arrays.copyOfRange(packed, horizon, packed.length));
  }

  /** J_tot of the best direction: 1 for a normal matrix, at most the order of any. */
  double bestTotal() {
    return Arrays.stream(best).sum();
  }

  /** Mean lag of a curve, in steps, weighted by J. */
  static double age(double[] curve) {
    double moment = 0;
    for (int k = 0; k < curve.length; k++) {
      moment += k * curve[k];
    }
    return moment / Arrays.stream(curve).sum();
  }
}
