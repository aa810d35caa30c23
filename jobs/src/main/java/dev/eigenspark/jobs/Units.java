package dev.eigenspark.jobs;

import java.util.List;
import java.util.Locale;

/** Numbers as a person reads them in a line of output. */
final class Units {
  private static final List<String> BYTES = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");

  private Units() {}

  /** {@code 22,000}. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Powers of 1000, three digits: {@code 1.24 MB}. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5) {
      value /= 1000;
      unit++;
    }
    String format = unit == 0 || value >= 100 ? "%.0f %s" : value >= 10 ? "%.1f %s" : "%.2f %s";
    return String.format(Locale.ROOT, format, value, BYTES.get(unit));
  }

  /** {@code 41.3 s}. */
  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }

  /** Four digits after the point, or an exponent: {@code 0.9873}. */
  static String number(double value) {
    double size = Math.abs(value);
    boolean plain = value == 0 || (size >= 1e-3 && size < 1e6);
    return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", value);
  }
}
