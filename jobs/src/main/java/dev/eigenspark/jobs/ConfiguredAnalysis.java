package dev.eigenspark.jobs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import dev.eigenspark.Failure;
import dev.eigenspark.Nearest;
import dev.eigenspark.analysis.Analyses;
import dev.eigenspark.analysis.Analysis;
import dev.eigenspark.analysis.AnalysisInput;
import dev.eigenspark.analysis.AnalysisResult;
import dev.eigenspark.config.Experiment;
import dev.eigenspark.config.Section;
import dev.eigenspark.train.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An analysis with its settings.
 *
 * @param analysis the analysis
 * @param options its settings
 */
record ConfiguredAnalysis<O extends Record>(Analysis<O> analysis, O options) {
  private static final ConfigParseOptions COMMAND_LINE =
      ConfigParseOptions.defaults().setOriginDescription("command line");

  /**
   * The analyses that an experiment lists.
   *
   * @throws Failure of kind CONFIGURATION for an unknown name or a wrong setting
   */
  static List<ConfiguredAnalysis<?>> listOf(Experiment experiment) {
    List<ConfiguredAnalysis<?>> analyses = new ArrayList<>();
    for (String kind : experiment.analyses()) {
      analyses.add(of(Analyses.registry().get(kind), experiment));
    }
    return List.copyOf(analyses);
  }

  /**
   * Analyses by name: their settings are the overrides, else what the run's own configuration says,
   * else the defaults.
   *
   * @param run empty when no run is read
   * @param overrides arguments such as {@code spectra.maxCheckpoints=10}
   * @throws Failure of kind CONFIGURATION for an unknown name or a wrong setting, of kind USAGE for
   *     an argument that is not {@code KIND.key=value}
   */
  static List<ConfiguredAnalysis<?>> listOf(
      List<String> kinds, Optional<RunDirectory> run, List<String> overrides) {
    Config settings = ConfigFactory.empty();
    for (String override : overrides) {
      settings = parse(override, kinds).withFallback(settings);
    }
    settings =
        settings.withFallback(run.map(ConfiguredAnalysis::ofRun).orElse(ConfigFactory.empty()));
    List<ConfiguredAnalysis<?>> analyses = new ArrayList<>();
    for (String kind : kinds) {
      Section section = Section.of(settings, kind);
      analyses.add(of(Analyses.registry().get(kind), section));
      section.finish();
    }
    return List.copyOf(analyses);
  }

  AnalysisResult run(AnalysisInput input) {
    return analysis.run(input, options);
  }

  void keep(AnalysisInput input, Path directory) {
    analysis.keep(input, options, directory);
  }

  private static <O extends Record> ConfiguredAnalysis<O> of(
      Analysis<O> analysis, Experiment experiment) {
    return new ConfiguredAnalysis<>(
        analysis, experiment.analysisOptions(analysis.name(), analysis.options()));
  }

  private static <O extends Record> ConfiguredAnalysis<O> of(
      Analysis<O> analysis, Section section) {
    return new ConfiguredAnalysis<>(analysis, section.read(analysis.options()));
  }

  private static Config parse(String override, List<String> kinds) {
    String kind = override.split("\\.", 2)[0];
    if (!override.contains("=") || !override.contains(".")) {
      throw notASetting(override, "");
    }
    if (!kinds.contains(kind)) {
      throw notASetting(override, Nearest.suggestion(kind, kinds));
    }
    try {
      return ConfigFactory.parseString(override, COMMAND_LINE);
    } catch (ConfigException e) {
      throw notASetting(override, "");
    }
  }

  private static Failure notASetting(String override, String suggestion) {
    return Failure.usage(
        "'" + override + "' is not KIND.key=value, as in spectra.maxCheckpoints=10" + suggestion);
  }

  /** The elements of the run's {@code analyze} list that have settings, by name. */
  private static Config ofRun(RunDirectory run) {
    Path file = run.root().resolve("resolved.conf");
    Config settings = ConfigFactory.empty();
    try {
      Config resolved = ConfigFactory.parseFile(file.toFile());
      if (resolved.hasPath("analyze")) {
        for (ConfigValue item : resolved.getList("analyze")) {
          if (item instanceof ConfigObject object && object.containsKey("name")) {
            String kind = object.toConfig().getString("name");
            settings = settings.withValue(kind, object.withoutKey("name"));
          }
        }
      }
      return settings;
    } catch (ConfigException e) {
      throw new Failure(Failure.Kind.DATA, file + " is damaged: " + e.getMessage(), e);
    }
  }
}
