package dev.eigenspark.bench;

import java.util.Locale;

/** Figures as they stand in the cell of a table. */
final class Cells {
  private Cells() {}

  /** Three digits at least. */
  static String milliseconds(double value) {
    return format(value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }

  /** A time of a contender, with its ratio to ours unless it is ours. */
  static String time(Timing timing, Timing ours) {
    String time = milliseconds(timing.medianMs());
    return timing.equals(ours) ? time : time + format(" (%.2fx)", timing.over(ours));
  }

  /** Without a point where it is whole. */
  static String number(double value) {
    return value == Math.rint(value) ? format("%.0f", value) : Double.toString(value);
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
