package dev.eigenspark.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import dev.eigenspark.Failure;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Turns configuration values into the Java types that an options record may have. */
final class Conversion {
  private Conversion() {}

  /**
   * The value as {@code type}.
   *
   * @param key full key, for messages
   * @throws Failure of kind CONFIGURATION when it does not fit
   */
  static Object to(Type type, ConfigValue value, String key) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? list(generic.getActualTypeArguments()[0], value, key)
          : map(generic.getActualTypeArguments()[1], value, key);
    }
    Object plain = value.unwrapped();
    Object converted =
        type == String.class ? text(plain) : scalar((Class<?>) type, String.valueOf(plain));
    if (converted == null) {
      throw mismatch(type, value, key);
    }
    return converted;
  }

  /** What a person would call the type: {@code whole number}, {@code rmsprop | adam | sgd}. */
  static String describe(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      String shape = generic.getRawType() == List.class ? "list of " : "map to ";
      return shape + describe(arguments[arguments.length - 1]);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return Arrays.stream(plain.getEnumConstants())
          .map(constant -> name((Enum<?>) constant))
          .collect(Collectors.joining(" | "));
    }
    return switch (plain.getSimpleName()) {
      case "int", "long", "Integer", "Long" -> "whole number";
      case "double", "Double" -> "number";
      case "boolean" -> "true | false";
      case "String" -> "text";
      default -> throw new IllegalStateException(plain + " is not a type that a setting can have");
    };
  }

  /** An enum constant as it is written in files: lower case, hyphens. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String text(Object plain) {
    return plain instanceof List || plain instanceof Map ? null : String.valueOf(plain);
  }

  /** The scalar that {@code written} stands for, or null when it is not of that type. */
  private static Object scalar(Class<?> type, String written) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> name((Enum<?>) constant).equals(written))
          .findFirst()
          .orElse(null);
    }
    try {
      return switch (type.getSimpleName()) {
        case "int", "Integer" -> new BigDecimal(written).intValueExact();
        case "long", "Long" -> new BigDecimal(written).longValueExact();
        case "double", "Double" -> finite(Double.parseDouble(written));
        case "boolean" ->
            (written.equals("true") || written.equals("false")) ? written.equals("true") : null;
        default -> throw new IllegalStateException(type + " is not a type of a setting");
      };
    } catch (NumberFormatException | ArithmeticException notOfThatType) {
      return null;
    }
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static List<Object> list(Type element, ConfigValue value, String key) {
    if (!(value instanceof ConfigList values)) {
      throw Failure.configuration(
          Origins.prefix(value) + key + " = " + show(value) + " is not a list; write [a, b]");
    }
    List<Object> items = new ArrayList<>();
    for (ConfigValue item : values) {
      items.add(to(element, item, key + "[" + items.size() + "]"));
    }
    return List.copyOf(items);
  }

  private static Map<String, Object> map(Type element, ConfigValue value, String key) {
    if (!(value instanceof ConfigObject values)) {
      throw Failure.configuration(
          Origins.prefix(value) + key + " = " + show(value) + " is not a map; write {a = 1}");
    }
    Map<String, Object> items = new TreeMap<>();
    values.forEach((name, item) -> items.put(name, to(element, item, key + "." + name)));
    return Collections.unmodifiableMap(items);
  }

  private static Failure mismatch(Type type, ConfigValue value, String key) {
    String right = describe(type);
    return Failure.configuration(
        Origins.prefix(value)
            + key
            + " = "
            + show(value)
            + (right.contains("|")
                ? "; expected " + right
                : " is not " + (type == String.class ? right : "a " + right)));
  }

  static String show(ConfigValue value) {
    return value.render(ConfigRenderOptions.concise());
  }
}
