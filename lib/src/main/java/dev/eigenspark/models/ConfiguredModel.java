package dev.eigenspark.models;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.eigenspark.config.Experiment;
import dev.eigenspark.config.Section;
import dev.eigenspark.data.SequenceFormat;
import java.util.Map;
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

  /**
   * The model of a run.
   *
   * @param name in the registry
   * @param options its settings by key, as they are kept with the run
   * @throws dev.eigenspark.Failure of kind CONFIGURATION for an unknown name or a wrong setting
   */
  public static ConfiguredModel<?> of(String name, Map<String, Object> options) {
    Config section = ConfigFactory.parseMap(Map.of("model", options));
    return of(Models.registry().get(name), Section.of(section, "model"));
  }

  private static <O extends Record> ConfiguredModel<O> of(Model<O> model, Section section) {
    return new ConfiguredModel<>(model, section.read(model.options()));
  }

  private static <O extends Record> ConfiguredModel<O> of(Model<O> model, Experiment experiment) {
    return new ConfiguredModel<>(model, experiment.modelOptions(model.options()));
  }

  /** The network for sequences of this format; see {@link Model#network}. */
  public Network network(SequenceFormat format, NeuralNetConfiguration.Builder base) {
    return model.network(options, format, base);
  }
}
