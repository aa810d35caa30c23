package dev.eigenspark.jobs;

import dev.eigenspark.config.Experiment;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.models.ConfiguredModel;
import java.util.List;

/**
 * What an experiment trains, and how it looks at it afterwards.
 *
 * @param model the model
 * @param options the settings of the training
 * @param analyses the analyses that it lists
 */
record TrainingPlan(
    ConfiguredModel<?> model, TrainOptions options, List<ConfiguredAnalysis<?>> analyses) {
  /**
   * Reads the sections {@code model}, {@code train} and {@code analyze}.
   *
   * @throws dev.eigenspark.Failure of kind CONFIGURATION for an unknown name or a wrong setting
   */
  static TrainingPlan of(Experiment experiment) {
    return new TrainingPlan(
        ConfiguredModel.of(experiment), experiment.train(), ConfiguredAnalysis.listOf(experiment));
  }
}
