package dev.eigenspark;

import java.io.Serializable;

/**
 * What independent values say about the mean of where they come from: their count, sum and sum of
 * squares.
 *
 * @param count how many
 * @param sum of the values
 * @param squares sum of their squares
 */
public record SampleMean(long count, double sum, double squares) implements Serializable {
  /** Of no value. */
  public static final SampleMean NONE = new SampleMean(0, 0, 0);

  /** With one value more. */
  public SampleMean plus(double value) {
    return new SampleMean(count + 1, sum + value, squares + value * value);
  }

  /** Of these values and others. */
  public SampleMean plus(SampleMean other) {
    return new SampleMean(count + other.count, sum + other.sum, squares + other.squares);
  }

  /** Of the values times a factor. */
  public SampleMean times(double factor) {
    return new SampleMean(count, sum * factor, squares * factor * factor);
  }

  /** Their mean. */
  public double mean() {
    return sum / count;
  }

  /** The standard error of the mean; NaN for fewer than two values. */
  public double standardError() {
    double variance = Math.max(0, squares / count - mean() * mean());
    return Math.sqrt(variance / (count - 1));
  }
}
