package dev.eigenspark.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Writes tick labels: no trailing zeros, a true minus sign, powers of ten where zeros abound. */
final class Ticks {
  /** The chart library places its own labels on logarithmic axes; this is their pattern. */
  static final String LOG_PATTERN = "0.######";

  /** Powers of ten that {@link #LOG_PATTERN} can write. */
  static final int LEAST_POWER = -6;

  /** Positions carry round-off, which more digits would show. */
  private static final MathContext DIGITS = new MathContext(8);

  private static final double LARGE = 1e6;
  private static final double SMALL = 1e-4;

  private Ticks() {}

  static String label(double value) {
    if (Math.abs(value) < 1e-12) {
      return "0";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
    boolean plain = Math.abs(value) < LARGE && Math.abs(value) >= SMALL;
    String text = plain ? rounded.toPlainString() : scientific(rounded.doubleValue());
    return text.replace('-', '\u2212');
  }

  /** The label of {@code 10^exponent}, on an axis of powers. */
  static String ofPower(double exponent) {
    double value = Math.pow(10, exponent);
    boolean plain = value < LARGE && value >= SMALL;
    return plain ? label(value) : scientific(value).replace('-', '\u2212');
  }

  static String power(int exponent) {
    return format(LOG_PATTERN).format(Math.pow(10, exponent));
  }

  private static String scientific(double value) {
    return format("0.####E0").format(value).replace('E', 'e');
  }

  private static DecimalFormat format(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}
