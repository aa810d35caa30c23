package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.PlaneRotations;
import dev.eigenspark.nn.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * EURNN: a recurrent network whose matrix is a product of a few layers of rotations of neighbouring
 * planes, {@code h_t = modReLU(h_{t-1} V + x_t U)}, {@code V = L_1 ... L_capacity} (Jing et al.
 * 2017, the tunable form). Real numbers only: the paper's complex one adds phases and a diagonal.
 * No bias beside modReLU's; U uniform in +-0.01, angles in (-3.14, 3.14).
 */
public final class Eurnn implements Model<Eurnn.Options> {

  /**
   * Settings.
   *
   * @param hidden units, at least 2
   * @param capacity layers of rotations, at most hidden
   */
  public record Options(
      @Setting(doc = "hidden units", or = "128") int hidden,
      @Setting(doc = "layers of rotations of neighbouring planes", or = "2") int capacity) {
    /** Validates the ranges. */
    public Options {
      Sizes.capacity(capacity, hidden);
    }
  }

  @Override
  public String name() {
    return "eurnn";
  }

  @Override
  public String summary() {
    return "Recurrent network whose matrix is a product of layers of plane rotations.";
  }

  @Override
  public String paper() {
    return "Jing et al., Tunable efficient unitary neural networks (EUNN) and their application to"
        + " RNNs, ICML 2017, arXiv:1612.05231";
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
            .parametrization(new PlaneRotations(options.capacity()), null)
            .inputInit(Init.UNIFORM_SMALL)
            .withoutBias();
    return RecurrentNetwork.of(layer, options.hidden(), format, base);
  }
}
