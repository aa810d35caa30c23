package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Long short-term memory: gates i, f, o and candidate g as dense layers on {@code [h_{t-1}; x_t]},
 * {@code c_t = f c_{t-1} + i g}, {@code h_t = o tanh(c_t)} (Hochreiter, Schmidhuber 1997; Gers et
 * al. 2000). Glorot normal weights, bias uniform in +-1/sqrt(fan-in), forget bias not raised.
 */
public final class Lstm implements Model<Lstm.Options> {

  /**
   * Settings.
   *
   * @param hidden units
   */
  public record Options(@Setting(doc = "hidden units", or = "128") int hidden) {
    /** Validates the size. */
    public Options {
      Sizes.positive("hidden", hidden);
    }
  }

  @Override
  public String name() {
    return "lstm";
  }

  @Override
  public String summary() {
    return "Long short-term memory with forget gate.";
  }

  @Override
  public String paper() {
    return "Hochreiter, Schmidhuber, Long short-term memory, Neural Computation 1997";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public Network network(
      Options options, SequenceFormat format, NeuralNetConfiguration.Builder base) {
    RecurrentLayer.Builder layer =
        new RecurrentLayer.Builder().cell("lstm").recurrentInit(Init.GLOROT_NORMAL);
    return RecurrentNetwork.of(layer, options.hidden(), format, base);
  }
}
