package dev.eigenspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an options record says about itself: its settings for a person, its values for a file. */
public final class Settings {
  private Settings() {}

  /**
   * One setting.
   *
   * @param name key below the section, dotted for nested records
   * @param type what may be written, for instance {@code whole number} or {@code adam | sgd}
   * @param fallback the default as written in a file, or {@code required}
   * @param doc what it means, with its unit
   */
  public record Entry(String name, String type, String fallback, String doc) {}

  /** The settings of an options record in the order of its components, nested ones in place. */
  public static List<Entry> describe(Class<? extends Record> type) {
    List<Entry> entries = new ArrayList<>();
    describe(type, "", entries);
    return List.copyOf(entries);
  }

  /** The values of an options record as maps, lists, text, numbers and booleans, by key. */
  public static SortedMap<String, Object> values(Record options) {
    TreeMap<String, Object> values = new TreeMap<>();
    for (RecordComponent component : options.getClass().getRecordComponents()) {
      values.put(component.getName(), plain(component(options, component)));
    }
    return Collections.unmodifiableSortedMap(values);
  }

  /**
   * The values that tell one dataset from another: all but those of settings that were {@linkplain
   * Setting#addedLater added later} and have their default.
   */
  public static SortedMap<String, Object> identity(Record options) {
    TreeMap<String, Object> values = new TreeMap<>(values(options));
    for (RecordComponent component : options.getClass().getRecordComponents()) {
      Setting setting = component.getAnnotation(Setting.class);
      if (setting != null && setting.addedLater()) {
        Object fallback = Conversion.to(component.getGenericType(), fallback(component), "");
        values.remove(component.getName(), plain(fallback));
      }
    }
    return Collections.unmodifiableSortedMap(values);
  }

  /**
   * The same settings with another value for {@code key}, dotted for nested records.
   *
   * @throws dev.eigenspark.Failure of kind CONFIGURATION when the record refuses the value
   */
  public static <R extends Record> R with(Class<R> type, R options, String key, Object value) {
    Config changed =
        ConfigValueFactory.fromMap(values(options))
            .toConfig()
            .withValue(key, ConfigValueFactory.fromAnyRef(value));
    return Section.of(changed, "").read(type);
  }

  /** The default of a component, or null when it must be given. */
  static ConfigValue fallback(RecordComponent component) {
    String written = annotation(component).or();
    if (written.equals(Setting.REQUIRED)) {
      return null;
    }
    // Text is taken as it stands, so that the empty text and punctuation need no quotes.
    return component.getType() == String.class || component.getType().isEnum()
        ? ConfigValueFactory.fromAnyRef(written)
        : ConfigFactory.parseString("value = " + written).getValue("value");
  }

  /** The documentation of a component that is not itself a record. */
  static Setting annotation(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(
          component.getDeclaringRecord().getName()
              + "."
              + component.getName()
              + " has no @Setting");
    }
    return setting;
  }

  private static void describe(Class<? extends Record> type, String prefix, List<Entry> entries) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + component.getName();
      if (component.getType().isRecord()) {
        describe(component.getType().asSubclass(Record.class), name + ".", entries);
      } else {
        Setting setting = annotation(component);
        String fallback = setting.or().equals(Setting.REQUIRED) ? "required" : setting.or();
        String typeName = Conversion.describe(component.getGenericType());
        entries.add(new Entry(name, typeName, fallback, setting.doc()));
      }
    }
  }

  private static Object plain(Object value) {
    if (value instanceof Record nested) {
      return values(nested);
    }
    if (value instanceof Enum<?> constant) {
      return Conversion.name(constant);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Settings::plain).toList();
    }
    if (value instanceof Map<?, ?> map) {
      return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
    return value;
  }

  private static Object component(Record options, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(options);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
