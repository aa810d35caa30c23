package dev.eigenspark.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;

/** Where a value was written, as the beginning of an error message. */
final class Origins {
  /** Origin of {@code key=value} arguments. */
  static final String COMMAND_LINE = "command line";

  private Origins() {}

  /** {@code "FILE:LINE: "}, {@code "command line: "}, or nothing when there is no one place. */
  static String prefix(ConfigValue value) {
    return value == null ? "" : prefix(value.origin());
  }

  static String prefix(ConfigOrigin origin) {
    String text = origin.description();
    if (text.startsWith(COMMAND_LINE)) {
      return COMMAND_LINE + ": ";
    }
    if (origin.lineNumber() < 1 || text.startsWith("merge of")) {
      return "";
    }
    String source = origin.filename() != null ? origin.filename() : text.replaceAll(": .*", "");
    return source + ":" + origin.lineNumber() + ": ";
  }
}
