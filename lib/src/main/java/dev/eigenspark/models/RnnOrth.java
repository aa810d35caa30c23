package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Vanilla recurrent network whose recurrent matrix starts orthogonal and is then free: {@code h_t =
 * phi(h_{t-1} V + x_t U + b)}, {@code V V^T = I} at step 0. The baseline "RNN-orth" of Kerg et al.
 * 2019, appendix A.
 */
public final class RnnOrth implements Model<RnnOrth.Options> {

  /** Orthogonal starts. */
  public enum Start {
    /** Uniform over the orthogonal group. */
    RANDOM(Init.ORTHOGONAL),
    /** Rotations of planes by angles in (-pi, 0). */
    HENAFF(Init.HENAFF),
    /** Rotations of planes by -tan(u / 2), u uniform in (0, pi/2). */
    CAYLEY(Init.CAYLEY),
    /** The identity. */
    IDENTITY(Init.IDENTITY);

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
      @Setting(doc = "how the orthogonal recurrent matrix is drawn", or = "random") Start start,
      @Setting(doc = "how the input matrix is drawn", or = "glorot") InputStart inputStart) {
    /** Validates the size. */
    public Options {
      Sizes.positive("hidden", hidden);
    }
  }

  @Override
  public String name() {
    return "rnn-orth";
  }

  @Override
  public String summary() {
    return "Vanilla recurrent network, recurrent matrix orthogonal at the start and then free.";
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
