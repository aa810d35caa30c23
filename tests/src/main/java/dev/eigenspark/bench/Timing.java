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

  /** The statistics of these times. */
  static Timing of(String name, double[] milliseconds) {
    if (milliseconds.length == 0) {
      throw new IllegalArgumentException(name + ": no iteration was timed");
    }
    double shortest = Arrays.stream(milliseconds).min().orElseThrow();
    return new Timing(name, median(milliseconds), shortest, milliseconds.length);
  }

  /** The middle value, or the mean of the middle two. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** How many times as long this takes as {@code other}, by the medians. */
  double over(Timing other) {
    return medianMs / other.medianMs;
  }
}
