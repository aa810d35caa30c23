package dev.eigenspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import dev.eigenspark.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code analyze} list: each element a name, or an object with a name and options. */
final class AnalyzeSection {
  private final Map<String, Section> sections = new LinkedHashMap<>();
  private final List<String> kinds;

  private AnalyzeSection(ConfigList items) {
    for (ConfigValue item : items) {
      String kind = kind(item);
      if (sections.put(kind, Section.of(options(item), "analyze." + kind)) != null) {
        throw Failure.configuration(
            Origins.prefix(item) + "analyze has '" + kind + "' twice; name each analysis once");
      }
    }
    kinds = List.copyOf(sections.keySet());
  }

  static AnalyzeSection of(Config config) {
    if (!config.hasPath("analyze")) {
      return new AnalyzeSection(ConfigValueFactory.fromIterable(List.of()));
    }
    ConfigValue value = config.getValue("analyze");
    if (value instanceof ConfigList items) {
      return new AnalyzeSection(items);
    }
    throw Failure.configuration(
        Origins.prefix(value)
            + "analyze = "
            + Conversion.show(value)
            + " is not a list; write [spectra, {name = gradients}]");
  }

  /** The names in the list, in its order. */
  List<String> kinds() {
    return kinds;
  }

  /** The options of one analysis, empty when the list does not have it. */
  Section section(String kind) {
    return sections.computeIfAbsent(kind, k -> Section.of((ConfigValue) null, "analyze." + k));
  }

  /** The list again, with the defaults of all that was read. */
  ConfigList filled() {
    List<ConfigObject> items = new ArrayList<>();
    for (String kind : kinds) {
      ConfigValue name = ConfigValueFactory.fromAnyRef(kind);
      items.add(section(kind).filled().withValue("name", name));
    }
    return ConfigValueFactory.fromIterable(items);
  }

  private static String kind(ConfigValue item) {
    ConfigValue name = item instanceof ConfigObject object ? object.get("name") : item;
    if (name == null || name.valueType() != ConfigValueType.STRING) {
      throw Failure.configuration(
          Origins.prefix(item)
              + "analyze has "
              + Conversion.show(item)
              + "; each element is a name or {name = ..., options}");
    }
    return (String) name.unwrapped();
  }

  private static ConfigObject options(ConfigValue item) {
    return item instanceof ConfigObject object
        ? object.withoutKey("name")
        : ConfigFactory.empty().root();
  }
}
