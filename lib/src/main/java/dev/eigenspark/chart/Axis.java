package dev.eigenspark.chart;

/**
 * One axis of a {@link Chart}.
 *
 * @param title what it shows, with the unit in parentheses where there is one
 * @param scale how values map to length
 */
public record Axis(String title, Scale scale) {
  /** How values map to length. */
  public enum Scale {
    LINEAR,
    /** Base 10; every value must be positive. */
    LOG,
    /** The values are exponents of 10, and the labels the powers. */
    POWERS
  }

  /** The longest axis that is not better read in powers of ten. */
  private static final double LINEAR_RANGE = 10;

  /** An axis for values in this range: logarithmic if it is wide and positive, else linear. */
  public static Axis spanning(String title, double least, double most) {
    return least > 0 && most / least > LINEAR_RANGE ? log(title) : linear(title);
  }

  /** A linear axis. */
  public static Axis linear(String title) {
    return new Axis(title, Scale.LINEAR);
  }

  /** A logarithmic axis. */
  public static Axis log(String title) {
    return new Axis(title, Scale.LOG);
  }
}
