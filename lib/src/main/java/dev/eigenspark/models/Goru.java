package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.PlaneRotations;
import dev.eigenspark.nn.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * GORU: a gated unit whose candidate remembers by an orthogonal matrix and forgets by gates, {@code
 * c = modReLU(r (h_{t-1} Q) + x_t U_c)}, {@code h_t = u h_{t-1} + (1 - u) c} with gates r and u as
 * dense layers on {@code [h_{t-1}; x_t]} (Jing et al. 2019). Q is a product of layers of rotations
 * as in {@link Eurnn}. U and the gates' matrices W uniform in +-0.01, bias of r 2, of u uniform in
 * +-1/sqrt(fan-in), of modReLU 0.01.
 */
public final class Goru implements Model<Goru.Options> {

  /**
   * Settings.
   *
   * @param hidden units, at least 2
   * @param capacity layers of rotations, at most hidden
   */
  public record Options(
      @Setting(doc = "hidden units", or = "128") int hidden,
      @Setting(doc = "layers of rotations of neighbouring planes in Q", or = "2") int capacity) {
    /** Validates the ranges. */
    public Options {
      Sizes.capacity(capacity, hidden);
    }
  }

  @Override
  public String name() {
    return "goru";
  }

  @Override
  public String summary() {
    return "Gated recurrent unit whose candidate goes through an orthogonal matrix.";
  }

  @Override
  public String paper() {
    return "Jing et al., Gated orthogonal recurrent units: on learning to forget, Neural"
        + " Computation 2019, arXiv:1706.02761";
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
            .cell("goru")
            .parametrization(new PlaneRotations(options.capacity()), null)
            .recurrentInit(Init.UNIFORM_SMALL)
            .inputInit(Init.UNIFORM_SMALL);
    return RecurrentNetwork.of(layer, options.hidden(), format, base);
  }
}
