package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Vanilla recurrent network: {@code h_t = phi(h_{t-1} V + x_t U + b)}, The baseline "RNN" of Kerg
 * et al. 2019, appendix A.
 */
public final class Rnn implements Model<Rnn.Options> {

  /** Starts of the recurrent matrix without structure. */
  public enum Start {
    /** Gaussian with variance 1 / units. */
    GLOROT(Init.GLOROT_NORMAL),
    /** Gaussian with variance 2 / units. */
    HE(Init.HE_NORMAL);

    private final Init init;

    Start(Init init) {
      this.init = init;
    }
  }

  /**
   * Settings.
   *
   * @param hidden units
   * @param nonlinearity phi
   * @param bias whether the pre-activation has a bias b
   * @param start how V is drawn
   * @param inputStart how U is drawn
   */
  public record Options(
      @Setting(doc = "hidden units", or = "128") int hidden,
      @Setting(doc = "nonlinearity phi", or = "modrelu") Nonlinearity nonlinearity,
      @Setting(doc = "whether the pre-activation has a bias", or = "true") boolean bias,
      @Setting(doc = "how the recurrent matrix is drawn", or = "glorot") Start start,
      @Setting(doc = "how the input matrix is drawn", or = "glorot") InputStart inputStart) {
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
    return "Vanilla recurrent network, recurrent matrix drawn from a Gaussian.";
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
            .recurrentInit(options.start().init)
            .inputInit(options.inputStart().init());
    if (!options.bias()) {
      layer.withoutBias();
    }
    return RecurrentNetwork.of(layer, options.hidden(), format, base);
  }
}
