package dev.eigenspark.bench;

import java.util.Arrays;

/**
 * The iterations of one contender.
 *
 * @param name of the contender
 * @param medianMs median time of an iteration, milliseconds
 * @param minMs shortest time of an iteration, milliseconds
 * @param count iterations that were counted
 */
record Timing(String name, double medianMs, double minMs, int count) {

  /** The statistics of these times; the median of an even number is the mean of the middle two. */
  static Timing of(String name, double[] milliseconds) {
    if (milliseconds.length == 0) {
      throw new IllegalArgumentException(name + ": no iteration was timed");
    }
    double[] sorted = milliseconds.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Timing(name, median, sorted[0], sorted.length);
  }

  /** How many times as long this takes as {@code other}, by the medians. */
  double over(Timing other) {
    return medianMs / other.medianMs;
  }
}
