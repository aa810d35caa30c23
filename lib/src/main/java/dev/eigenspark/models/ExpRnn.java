package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.OrthogonalExponential;
import dev.eigenspark.nn.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * expRNN: a recurrent network whose matrix is orthogonal at every step, {@code h_t =
 * modReLU(h_{t-1} R + x_t U), R = exp(A)}, A skew-symmetric and trained (Lezcano-Casado,
 * Martinez-Rubio 2019; in the form of Kerg et al. 2019: no bias beside modReLU's).
 */
public final class ExpRnn implements Model<ExpRnn.Options> {

  /**
   * Settings.
   *
   * @param hidden units
   * @param start how A is drawn
   * @param lrOrth learning rate of A
   * @param inputStart how U is drawn
   */
  public record Options(
      @Setting(doc = "hidden units", or = "128") int hidden,
      @Setting(doc = "how the skew-symmetric generator is drawn", or = "henaff") SkewStart start,
      @Setting(doc = "learning rate of the generator; train.lr is that of the rest", or = "1e-4")
          double lrOrth,
      @Setting(doc = "how the input matrix is drawn", or = "glorot") InputStart inputStart) {
    /** Validates the ranges. */
    public Options {
      Sizes.positive("hidden", hidden);
      Sizes.notNegative("lrOrth", lrOrth);
    }
  }

  @Override
  public String name() {
    return "exprnn";
  }

  @Override
  public String summary() {
    return "Recurrent network whose matrix stays orthogonal, the exponential of a skew matrix.";
  }

  @Override
  public String paper() {
    return "Lezcano-Casado, Martinez-Rubio, Cheap orthogonal constraints in neural networks, ICML"
        + " 2019, arXiv:1901.08428";
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
            .cell(Nonlinearity.MODRELU.cell())
            .parametrization(
                new OrthogonalExponential(options.start().init()),
                RecurrentNetwork.updaterAt(options.lrOrth(), base))
            .inputInit(options.inputStart().init())
            .withoutBias();
    return RecurrentNetwork.of(layer, options.hidden(), format, base);
  }
}
