package dev.eigenspark.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Hides the values of keys that look like credentials before a configuration is written. */
final class Redaction {
  /** Spark's own list, and Azure's {@code fs.azure.account.key}, which Spark's does not match. */
  private static final Pattern SECRET =
      Pattern.compile(
          "secret|password|token(?!s)|account.?key|access.?key", Pattern.CASE_INSENSITIVE);

  private static final String HIDDEN = "[redacted]";

  private Redaction() {}

  static ConfigObject redact(ConfigObject values) {
    return ConfigValueFactory.fromMap(redact(values, ""));
  }

  private static Map<String, Object> redact(ConfigObject values, String parents) {
    Map<String, Object> clean = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry : values.entrySet()) {
      // Parents count, because account.key is two keys in this format.
      String path = parents + "." + entry.getKey();
      clean.put(entry.getKey(), redact(entry.getValue(), path));
    }
    return clean;
  }

  private static Object redact(ConfigValue value, String path) {
    if (SECRET.matcher(path).find()) {
      return HIDDEN;
    }
    if (value instanceof ConfigObject nested) {
      return redact(nested, path);
    }
    if (value instanceof List<?> items) {
      List<Object> clean = new ArrayList<>();
      items.forEach(item -> clean.add(redact((ConfigValue) item, path)));
      return clean;
    }
    return value.unwrapped();
  }
}
