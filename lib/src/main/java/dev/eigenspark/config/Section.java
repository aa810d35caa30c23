package dev.eigenspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import dev.eigenspark.Failure;
import dev.eigenspark.Nearest;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * One section of a configuration, read into options records. Several records may read the same
 * section; {@link #finish()} then refuses every key that none of them knows.
 *
 * <p>A compact constructor reports a bad value by throwing {@link IllegalArgumentException} or a
 * configuration failure; when the message begins with the name of a component, the full key and the
 * place in the file are put before it: {@code quickstart.conf:9: train.lr = -1.0 must be ...}.
 */
public final class Section {
  private final String path;
  private final ConfigObject values;
  private final Set<String> known = new TreeSet<>();
  private final Set<String> unsaid = new TreeSet<>();
  private ConfigObject read = ConfigFactory.empty().root();

  private Section(String path, ConfigObject values) {
    this.path = path;
    this.values = values;
  }

  /**
   * The section at {@code path}, empty when the configuration has none; the empty path is the root.
   *
   * @throws Failure of kind CONFIGURATION when there is a plain value in its place
   */
  public static Section of(Config config, String path) {
    ConfigValue value =
        path.isEmpty() ? config.root() : config.hasPath(path) ? config.getValue(path) : null;
    return of(value, path);
  }

  /** The section that consists of {@code value}, called {@code path} in messages. */
  static Section of(ConfigValue value, String path) {
    return new Section(path, object(value, path));
  }

  /**
   * The settings of {@code type}: what is written here, else the defaults of its components.
   *
   * @throws Failure of kind CONFIGURATION for a missing key, a wrong type or a refused value
   */
  public <R extends Record> R read(Class<R> type) {
    R options = bind(type, path, values);
    SortedMap<String, Object> said = Settings.identity(options);
    read = ConfigValueFactory.fromMap(said).withFallback(read);
    unsaid.addAll(Settings.values(options).keySet());
    unsaid.removeAll(said.keySet());
    return options;
  }

  /** Says that these keys and all below them are read by somebody else. */
  void leave(String... names) {
    for (String name : names) {
      known.add(join(path, name));
    }
  }

  /**
   * Ends the reading.
   *
   * @throws Failure of kind CONFIGURATION for the first key, in alphabetical order, that no record
   *     has read
   */
  public void finish() {
    refuseUnknown(path, values);
  }

  /**
   * The section with the defaults of all that was read, but for those of settings that were
   * {@linkplain Setting#addedLater added later}.
   */
  ConfigObject filled() {
    ConfigObject filled = read.withFallback(values);
    for (String key : unsaid) {
      filled = filled.withoutKey(key);
    }
    return filled;
  }

  private <R extends Record> R bind(Class<R> type, String at, ConfigObject from) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] arguments =
        Arrays.stream(components).map(component -> argument(component, at, from)).toArray();
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw refused(e.getCause(), components, at, from);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot construct " + type, e);
    }
  }

  private Object argument(RecordComponent component, String at, ConfigObject from) {
    String key = join(at, component.getName());
    ConfigValue value = from.get(component.getName());
    if (component.getType().isRecord()) {
      return bind(component.getType().asSubclass(Record.class), key, object(value, key));
    }
    known.add(key);
    ConfigValue present = isAbsent(value) ? Settings.fallback(component) : value;
    if (present == null) {
      throw Failure.configuration(
          Origins.prefix(from)
              + "missing key '"
              + key
              + "': "
              + Settings.annotation(component).doc());
    }
    return Conversion.to(component.getGenericType(), present, key);
  }

  private static RuntimeException refused(
      Throwable cause, RecordComponent[] components, String at, ConfigObject from) {
    boolean ofTheUser =
        cause instanceof IllegalArgumentException
            || (cause instanceof Failure failure && failure.kind() == Failure.Kind.CONFIGURATION);
    if (!ofTheUser) {
      return new IllegalStateException("cannot construct the settings of '" + at + "'", cause);
    }
    String message = String.valueOf(cause.getMessage());
    String first = message.split("\\W", 2)[0];
    boolean named = Arrays.stream(components).anyMatch(c -> c.getName().equals(first));
    ConfigValue place = named && from.get(first) != null ? from.get(first) : from;
    String text = named || at.isEmpty() ? join(at, message) : at + ": " + message;
    return new Failure(Failure.Kind.CONFIGURATION, Origins.prefix(place) + text, cause);
  }

  private void refuseUnknown(String at, ConfigObject from) {
    for (String name : new TreeSet<>(from.keySet())) {
      String key = join(at, name);
      if (known.contains(key)) {
        continue;
      }
      boolean section = known.stream().anyMatch(k -> k.startsWith(key + "."));
      if (!section) {
        throw Failure.configuration(
            Origins.prefix(from.get(name))
                + "unknown key '"
                + key
                + "'"
                + Nearest.suggestion(key, known));
      }
      refuseUnknown(key, object(from.get(name), key));
    }
  }

  private static ConfigObject object(ConfigValue value, String key) {
    if (isAbsent(value)) {
      return ConfigFactory.empty().root();
    }
    if (value instanceof ConfigObject object) {
      return object;
    }
    throw Failure.configuration(
        Origins.prefix(value)
            + key
            + " = "
            + Conversion.show(value)
            + " is not a section; write "
            + key
            + " { ... }");
  }

  private static boolean isAbsent(ConfigValue value) {
    return value == null || value.valueType() == ConfigValueType.NULL;
  }

  private static String join(String at, String name) {
    return at.isEmpty() ? name : at + "." + name;
  }
}
