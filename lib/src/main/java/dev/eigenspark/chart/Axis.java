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

  /** A linear axis. */
  public static Axis linear(String title) {
    return new Axis(title, Scale.LINEAR);
  }

  /** A logarithmic axis. */
  public static Axis log(String title) {
    return new Axis(title, Scale.LOG);
  }
}
