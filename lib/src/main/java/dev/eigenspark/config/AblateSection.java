package dev.eigenspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.eigenspark.Failure;
import dev.eigenspark.Nearest;
import dev.eigenspark.config.Ablation.Axis;
import dev.eigenspark.config.Ablation.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The axes of the {@code ablate} section: below {@code grid} a list of values for each setting,
 * below {@code cases} lists of named sets of settings.
 */
final class AblateSection {
  static final String GRID = "grid";
  static final String CASES = "cases";

  private static final Set<String> VARIABLE = Set.of("data", "model", "train");

  private final Config config;
  private final Map<String, Axis> axes = new TreeMap<>();

  private AblateSection(Config config) {
    this.config = config;
  }

  /**
   * The axes, by key.
   *
   * @param config the whole configuration
   * @throws Failure of kind CONFIGURATION for what is not a list, is given twice, or is no setting
   *     of data, model or train
   */
  static List<Axis> axes(Config config) {
    AblateSection section = new AblateSection(config);
    section.readGrid("", section.object("ablate." + GRID));
    section.readCases(section.object("ablate." + CASES));
    section.refuseOverlaps();
    return List.copyOf(section.axes.values());
  }

  private ConfigObject object(String path) {
    if (!config.hasPath(path)) {
      return ConfigFactory.empty().root();
    }
    if (config.getValue(path) instanceof ConfigObject object) {
      return object;
    }
    throw Failure.configuration(
        Origins.prefix(config.getValue(path)) + path + " is not a section; write " + path + " { }");
  }

  /** Keys may be nested or quoted: {@code train { seed = [] }} is {@code "train.seed" = []}. */
  private void readGrid(String at, ConfigObject from) {
    from.forEach(
        (name, value) -> {
          String key = at.isEmpty() ? name : at + "." + name;
          if (value instanceof ConfigObject nested) {
            readGrid(key, nested);
          } else {
            List<Choice> choices = new ArrayList<>();
            for (ConfigValue item : list(value, "ablate.grid." + key, "[1, 2]")) {
              choices.add(new Choice(text(item), settings(item, key)));
            }
            add(value, new Axis(key, choices));
          }
        });
  }

  private void readCases(ConfigObject from) {
    from.forEach(
        (name, value) -> {
          List<Choice> choices = new ArrayList<>();
          String example = "[{name = a, train.lr = 1e-3}]";
          for (ConfigValue item : list(value, "ablate.cases." + name, example)) {
            choices.add(choice(item, "ablate.cases." + name));
          }
          add(value, new Axis(name, choices));
        });
  }

  private void add(ConfigValue place, Axis axis) {
    Set<String> texts = axis.choices().stream().map(Choice::text).collect(Collectors.toSet());
    if (texts.size() < axis.choices().size()) {
      throw Failure.configuration(
          Origins.prefix(place) + "ablate gives a value of '" + axis.key() + "' twice");
    }
    if (axes.put(axis.key(), axis) != null) {
      throw Failure.configuration(
          Origins.prefix(place) + "ablate varies '" + axis.key() + "' twice");
    }
    for (Choice choice : axis.choices()) {
      paths(choice).forEach(path -> requireVariable(place, path));
    }
  }

  private void requireVariable(ConfigValue place, String path) {
    String section = path.split("\\.", 2)[0];
    if (!VARIABLE.contains(section)) {
      throw Failure.configuration(
          Origins.prefix(place)
              + "ablate varies the unknown key '"
              + path
              + "'"
              + Nearest.suggestion(section, VARIABLE));
    }
    if (config.hasPath(path)
        && Origins.prefix(config.getValue(path)).startsWith(Origins.COMMAND_LINE)) {
      throw Failure.configuration(
          Origins.COMMAND_LINE
              + ": "
              + path
              + " is what ablate varies; change the grid instead, as in ablate.grid."
              + path
              + "=[...]");
    }
  }

  /** Of two axes that set one key, one would be without effect. */
  private void refuseOverlaps() {
    Map<String, String> owners = new TreeMap<>();
    for (Axis axis : axes.values()) {
      Set<String> own = new TreeSet<>();
      axis.choices().forEach(choice -> own.addAll(paths(choice)));
      for (String path : own) {
        for (Map.Entry<String, String> other : owners.entrySet()) {
          String there = other.getKey() + ".";
          if (there.startsWith(path + ".") || (path + ".").startsWith(there)) {
            throw Failure.configuration(
                "ablate sets " + path + " by '" + other.getValue() + "' and '" + axis.key() + "'");
          }
        }
      }
      own.forEach(path -> owners.put(path, axis.key()));
    }
  }

  private static Set<String> paths(Choice choice) {
    return choice.settings().entrySet().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private static ConfigList list(ConfigValue value, String key, String example) {
    if (value instanceof ConfigList items && !items.isEmpty()) {
      return items;
    }
    throw Failure.configuration(
        Origins.prefix(value)
            + key
            + " = "
            + Conversion.show(value)
            + " is not a list of values; write "
            + example);
  }

  private static Choice choice(ConfigValue item, String key) {
    if (item instanceof ConfigObject object
        && object.get("name") != null
        && object.get("name").valueType() == ConfigValueType.STRING) {
      return new Choice(text(object.get("name")), object.withoutKey("name").toConfig());
    }
    throw Failure.configuration(
        Origins.prefix(item)
            + key
            + " has "
            + Conversion.show(item)
            + "; each element is {name = ..., settings}");
  }

  private static String text(ConfigValue value) {
    return value.valueType() == ConfigValueType.STRING
        ? (String) value.unwrapped()
        : Conversion.show(value);
  }

  private static Config settings(ConfigValue value, String key) {
    try {
      return value.atPath(key);
    } catch (ConfigException e) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          Origins.prefix(value) + "ablate.grid: '" + key + "' is not a key",
          e);
    }
  }
}
