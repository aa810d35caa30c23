package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Gated recurrent unit: gates r and u as dense layers on {@code [h_{t-1}; x_t]}, candidate {@code c
 * = tanh(r (h_{t-1} V_c + b_q) + x_t U_c + b_a)}, {@code h_t = u h_{t-1} + (1 - u) c} (Cho et al.
 * 2014). The reset gate acts after the product, as in PyTorch and cuDNN; with the two biases of r
 * and of u, which only ever act as a sum, kept as one. Glorot normal weights, bias uniform in
 * +-1/sqrt(fan-in), as for {@link Lstm}.
 */
public final class Gru implements Model<Gru.Options> {

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
    return "gru";
  }

  @Override
  public String summary() {
    return "Gated recurrent unit, reset gate after the product.";
  }

  @Override
  public String paper() {
    return "Cho et al., Learning phrase representations using RNN encoder-decoder for statistical"
        + " machine translation, EMNLP 2014, arXiv:1406.1078";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public Network network(
      Options options, SequenceFormat format, NeuralNetConfiguration.Builder base) {
    RecurrentLayer.Builder layer =
        new RecurrentLayer.Builder().cell("gru").recurrentInit(Init.GLOROT_NORMAL);
    return RecurrentNetwork.of(layer, options.hidden(), format, base);
  }
}
