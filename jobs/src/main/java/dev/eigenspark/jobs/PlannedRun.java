package dev.eigenspark.jobs;

import dev.eigenspark.config.Ablation.Choice;
import dev.eigenspark.config.Experiment;
import dev.eigenspark.data.Sha256;
import dev.eigenspark.jobs.ablation.AxisNames;
import java.util.List;

/**
 * One run of an ablation.
 *
 * @param name its directory's name
 * @param texts its value of each axis, in their order
 * @param data its dataset
 * @param training its training
 * @param resolved its configuration as text, without the grid
 */
record PlannedRun(
    String name, List<String> texts, DatasetPlan data, TrainingPlan training, String resolved) {
  private static final int LONGEST_NAME = 120;
  private static final int HASH_DIGITS = 8;

  /**
   * Reads all settings of one combination.
   *
   * @param axes short names of the axes
   * @throws dev.eigenspark.Failure of kind CONFIGURATION for an unknown key or a wrong value
   */
  static PlannedRun of(Experiment experiment, List<String> axes, List<Choice> combination) {
    Experiment one = experiment.with(combination);
    DatasetPlan data = DatasetPlan.of(one);
    TrainingPlan training = TrainingPlan.of(one);
    one.finish();
    List<String> texts = combination.stream().map(Choice::text).toList();
    return new PlannedRun(
        fileName(AxisNames.label(axes, texts)), texts, data, training, one.resolved());
  }

  /** The label, made fit for a file system; a hash keeps apart what that would make the same. */
  private static String fileName(String label) {
    String safe = label.replaceAll("[^A-Za-z0-9._-]+", "-");
    if (safe.equals(label) && label.length() <= LONGEST_NAME) {
      return label;
    }
    String start = safe.substring(0, Math.min(safe.length(), LONGEST_NAME));
    return start + "-" + Sha256.of(label).substring(0, HASH_DIGITS);
  }
}
