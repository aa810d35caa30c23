package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Vanilla recurrent network: {@code h_t = phi(h_{t-1} V + x_t U + b)}, V and U Glorot normal. The
 * baseline "RNN" of Kerg et al. 2019, appendix A.
 */
public final class Rnn implements Model<Rnn.Options> {

  /**
   * Settings.
   *
   * @param hidden units
   * @param nonlinearity phi
   * @param bias whether the pre-activation has a bias b
   */
  public record Options(
      @Setting(doc = "hidden units", or = "128") int hidden,
      @Setting(doc = "nonlinearity phi", or = "modrelu") Nonlinearity nonlinearity,
      @Setting(doc = "whether the pre-activation has a bias", or = "true") boolean bias) {
    /** Validates the size. */
    public Options {
      Sizes.positive("hidden", hidden);
    }
  }

  @Override
  public String name() {
    return "rnn";
  }

  @Override
  public String summary() {
    return "Vanilla recurrent network, recurrent matrix drawn from a Glorot normal.";
  }

  @Override
  public String paper() {
    return "baseline of Kerg et al., Non-normal RNN (nnRNN), NeurIPS 2019";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public Network network(
      Options options, SequenceFormat format, NeuralNetConfiguration.Builder base) {
    RecurrentLayer.Builder layer =
        new RecurrentLayer.Builder()
            .cell(options.nonlinearity().cell())
            .recurrentInit(Init.GLOROT_NORMAL);
    if (!options.bias()) {
      layer.withoutBias();
    }
    return RecurrentNetwork.of(layer, options.hidden(), format, base);
  }
}
