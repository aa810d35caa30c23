package dev.eigenspark.models;

import dev.eigenspark.config.Experiment;
import dev.eigenspark.data.SequenceFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * A model with its settings.
 *
 * @param model the model
 * @param options its settings
 */
public record ConfiguredModel<O extends Record>(Model<O> model, O options) {

  /**
   * The model that an experiment names.
   *
   * @throws dev.eigenspark.Failure of kind CONFIGURATION for an unknown name or a wrong setting
   */
  public static ConfiguredModel<?> of(Experiment experiment) {
    return of(Models.registry().get(experiment.model()), experiment);
  }

  private static <O extends Record> ConfiguredModel<O> of(Model<O> model, Experiment experiment) {
    return new ConfiguredModel<>(model, experiment.modelOptions(model.options()));
  }

  /** The network for sequences of this format; see {@link Model#network}. */
  public Network network(SequenceFormat format, NeuralNetConfiguration.Builder base) {
    return model.network(options, format, base);
  }
}
