package dev.eigenspark.jobs;

import dev.eigenspark.config.Experiment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** {@code CONF [key=value ...]}: an experiment file and what to change in it. */
final class ExperimentArguments {
  @Parameters(index = "0", paramLabel = "CONF", description = "experiment file (HOCON)")
  private Path conf;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "settings that override the file, for instance train.lr=1e-3")
  private List<String> overrides = new ArrayList<>();

  /** The experiment, with {@code stronger} settings overriding the user's. */
  Experiment load(List<String> stronger) {
    List<String> all = new ArrayList<>(overrides);
    all.addAll(stronger);
    return Experiment.load(conf, all);
  }
}
