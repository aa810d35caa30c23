package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.NonNormalSchur;
import dev.eigenspark.nn.NonNormalSchur.Mask;
import dev.eigenspark.nn.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * nnRNN: a recurrent network with eigenvalues near the unit circle and room for non-normal
 * dynamics, {@code h_t = modReLU(h_{t-1} R + x_t U), R = P (Lambda + T) P^T} with P orthogonal,
 * Lambda rotations by theta scaled by gamma, T strictly triangular (Kerg et al. 2019). The loss is
 * joined by {@code delta sum (gamma - 1)^2 + tDecay / 2 |T|^2}, in the gradients only.
 *
 * <p>T lies above the 2 x 2 blocks, so that the moduli of the eigenvalues are gamma exactly; the
 * authors' released code lets it reach into the blocks, as {@code releaseCompat} does.
 */
public final class NnRnn implements Model<NnRnn.Options> {

  /**
   * Settings.
   *
   * @param hidden units, even
   * @param start how the generator of P is drawn
   * @param lrOrth learning rate of the generator
   * @param delta pull of gamma towards 1
   * @param tDecay weight decay of T
   * @param releaseCompat whether T reaches into the 2 x 2 blocks
   * @param inputStart how U is drawn
   */
  public record Options(
      @Setting(doc = "hidden units, even", or = "128") int hidden,
      @Setting(doc = "how the skew-symmetric generator is drawn", or = "henaff") SkewStart start,
      @Setting(doc = "learning rate of the generator; train.lr is that of the rest", or = "1e-6")
          double lrOrth,
      @Setting(doc = "pull of the eigenvalue moduli gamma towards 1", or = "1e-4") double delta,
      @Setting(doc = "weight decay of the triangle T", or = "1e-6") double tDecay,
      @Setting(doc = "let T reach into the 2 x 2 blocks, as the released code does", or = "false")
          boolean releaseCompat,
      @Setting(doc = "how the input matrix is drawn", or = "glorot") InputStart inputStart) {
    /** Validates the ranges. */
    public Options {
      Sizes.positive("hidden", hidden);
      if (hidden % 2 != 0) {
        throw new IllegalArgumentException(
            "hidden = " + hidden + " must be even: eigenvalues come in conjugate pairs");
      }
      Sizes.notNegative("lrOrth", lrOrth);
      Sizes.notNegative("delta", delta);
      Sizes.notNegative("tDecay", tDecay);
    }
  }

  @Override
  public String name() {
    return "nnrnn";
  }

  @Override
  public String summary() {
    return "Recurrent network trained through its Schur form: eigenvalues held near the unit circle,"
        + " non-normal part free.";
  }

  @Override
  public String paper() {
    return "Kerg et al., Non-normal recurrent neural network (nnRNN), NeurIPS 2019,"
        + " arXiv:1905.12080";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public Network network(
      Options options, SequenceFormat format, NeuralNetConfiguration.Builder base) {
    Mask mask = options.releaseCompat() ? Mask.STRICT : Mask.BLOCK;
    RecurrentLayer.Builder layer =
        new RecurrentLayer.Builder()
            .cell(Nonlinearity.MODRELU.cell())
            .parametrization(
                new NonNormalSchur(options.start().init(), mask, options.delta(), options.tDecay()),
                RecurrentNetwork.updaterAt(options.lrOrth(), base))
            .inputInit(options.inputStart().init())
            .withoutBias();
    return RecurrentNetwork.of(layer, options.hidden(), format, base);
  }
}
