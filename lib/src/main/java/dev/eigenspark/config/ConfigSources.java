package dev.eigenspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import dev.eigenspark.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Brings base settings, an experiment file and {@code key=value} arguments together. */
final class ConfigSources {
  private ConfigSources() {}

  /** The merged configuration: base, overlaid by the file, then by the arguments. */
  static Config merge(Path file, List<String> overrides) {
    if (!Files.isRegularFile(file)) {
      throw Failure.configuration("no such file " + file + "; see ./eigenspark list experiments");
    }
    try {
      Config merged = ConfigFactory.empty();
      for (String override : overrides) {
        merged = override(override).withFallback(merged);
      }
      ConfigParseOptions conf = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF);
      return merged.withFallback(ConfigFactory.parseFile(file.toFile(), conf)).withFallback(base());
    } catch (ConfigException e) {
      throw new Failure(Failure.Kind.CONFIGURATION, oneLine(e), e);
    }
  }

  /** The configuration with every reference replaced by what it refers to. */
  static Config resolve(Config merged) {
    try {
      return merged.resolve();
    } catch (ConfigException e) {
      throw new Failure(Failure.Kind.CONFIGURATION, oneLine(e), e);
    }
  }

  private static Config base() {
    return ConfigFactory.parseResources(
        ConfigSources.class,
        "base.conf",
        ConfigParseOptions.defaults().setAllowMissing(false).setOriginDescription("base.conf"));
  }

  private static Config override(String argument) {
    ConfigParseOptions origin =
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setOriginDescription(Origins.COMMAND_LINE);
    int equals = argument.indexOf('=');
    try {
      if (equals > 0 && equals < argument.length() - 1) {
        List<String> key = ConfigUtil.splitPath(argument.substring(0, equals).strip());
        Config parsed = ConfigFactory.parseString(argument, origin);
        // A value such as "1, other = 2" would smuggle in a second key.
        if (parsed.root().keySet().equals(Set.of(key.get(0)))) {
          return parsed;
        }
      }
    } catch (ConfigException e) {
      throw new Failure(Failure.Kind.USAGE, "'" + argument + "' is not key=value: " + reason(e), e);
    }
    throw Failure.usage("'" + argument + "' is not key=value, for instance train.lr=1e-3");
  }

  private static String oneLine(ConfigException e) {
    return e.origin() == null ? reason(e) : Origins.prefix(e.origin()) + reason(e);
  }

  /** The library's message without the place, which it puts first in a format of its own. */
  private static String reason(ConfigException e) {
    String message = e.getMessage();
    if (e.origin() != null && message.startsWith(e.origin().description() + ": ")) {
      message = message.substring(e.origin().description().length() + 2);
    }
    return message.replaceAll("\\s+", " ");
  }
}
