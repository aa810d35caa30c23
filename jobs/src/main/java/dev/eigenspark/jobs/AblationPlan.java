package dev.eigenspark.jobs;

import dev.eigenspark.config.Ablation;
import dev.eigenspark.config.Experiment;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.jobs.ablation.AxisNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All runs of an ablation.
 *
 * @param name of the experiment
 * @param description of the experiment
 * @param ablation what varies
 * @param resolved the configuration with the grid, as text
 * @param runs one for every combination
 */
record AblationPlan(
    String name, String description, Ablation ablation, String resolved, List<PlannedRun> runs) {
  /**
   * Reads the grid and every experiment in it.
   *
   * @throws dev.eigenspark.Failure of kind CONFIGURATION for a grid that is missing or malformed,
   *     an unknown key or a wrong value
   */
  static AblationPlan of(Experiment experiment) {
    Ablation ablation = experiment.ablation();
    experiment.finish();
    List<String> axes = AxisNames.of(ablation.axes());
    List<PlannedRun> runs =
        ablation.combinations().stream()
            .map(combination -> PlannedRun.of(experiment, axes, combination))
            .toList();
    return new AblationPlan(
        experiment.name(), experiment.description(), ablation, experiment.resolved(), runs);
  }

  /** What a worker asks for, in the run that asks for most. */
  TaskResources resources() {
    List<TrainOptions> options = runs.stream().map(run -> run.training().options()).toList();
    return new TaskResources(
        options.stream().mapToInt(TrainOptions::threads).max().orElseThrow(),
        options.stream().mapToInt(TrainOptions::gpus).max().orElseThrow());
  }

  /** By fingerprint, the first of the runs that share a dataset. */
  static Map<String, PlannedRun> byDataset(List<PlannedRun> runs) {
    Map<String, PlannedRun> first = new LinkedHashMap<>();
    runs.forEach(run -> first.putIfAbsent(run.data().fingerprint(), run));
    return first;
  }
}
