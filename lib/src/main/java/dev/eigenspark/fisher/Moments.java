package dev.eigenspark.fisher;

import java.io.Serializable;

/**
 * Count, sum and sum of squares of independent values.
 *
 * @param count how many
 * @param sum of the values
 * @param squares sum of their squares
 */
public record Moments(long count, double sum, double squares) implements Serializable {
  /** Of no value. */
  public static final Moments NONE = new Moments(0, 0, 0);

  /** With one value more. */
  public Moments plus(double value) {
    return new Moments(count + 1, sum + value, squares + value * value);
  }

  /** Of these values and others. */
  public Moments plus(Moments other) {
    return new Moments(count + other.count, sum + other.sum, squares + other.squares);
  }

  /** Of the values times a factor. */
  public Moments times(double factor) {
    return new Moments(count, sum * factor, squares * factor * factor);
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
