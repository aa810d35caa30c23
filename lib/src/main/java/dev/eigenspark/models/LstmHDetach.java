package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.Detachment;
import dev.eigenspark.nn.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * An LSTM trained with h-detach: at every step of a minibatch the gradient from the gates to
 * h_{t-1} is blocked with a probability, so that the paths that multiply recurrent matrices do not
 * drown the path along the cell state (Arpit et al., ICLR 2019, algorithm 1; see {@link
 * Detachment}). The network and everything it computes forward is the {@link Lstm}; a blocked step
 * skips its backward product. With {@code blockProb = 0} and {@code start = glorot} a training has
 * the bits of one of the model {@code lstm}.
 *
 * <p>Two opposite p stand in the literature: algorithm 1 and the released code block with
 * probability p, the theorem keeps with probability p. {@code blockProb} is the first.
 *
 * <p>Start: every weight and bias uniform in +-1/sqrt(H), as in the released code. The code has two
 * bias vectors, which are only ever added; our one bias is uniform as one of them, while their sum
 * has twice its variance and moves twice as far in a step of Adam.
 *
 * <p>DL4J's own training master tells a layer neither its worker nor, from the second round on, its
 * step: under it all workers toss the same coins, and the same ones in every round.
 */
public final class LstmHDetach implements Model<LstmHDetach.Options> {

  /** How the weights start. */
  public enum Start {
    /** Uniform in +-1/sqrt(H), read-out and biases too. */
    UNIFORM,
    /** As the model {@code lstm} does. */
    GLOROT
  }

  /**
   * Settings.
   *
   * @param hidden units
   * @param blockProb probability that the gradient from the gates to h_{t-1} is blocked
   * @param cBlockProb probability that the gradient from c_t to c_{t-1} is blocked (c-detach)
   * @param blockSteps first local steps of each worker that block, or 0 for all
   * @param start how the weights start
   */
  public record Options(
      @Setting(doc = "hidden units", or = "128") int hidden,
      @Setting(doc = "probability to block the gradient to h of the step before", or = "0.25")
          double blockProb,
      @Setting(doc = "the same for the cell state (c-detach)", or = "0") double cBlockProb,
      @Setting(doc = "first local steps of each worker that block; 0: all", or = "0")
          long blockSteps,
      @Setting(doc = "uniform: all weights in +-1/sqrt(hidden); glorot: as lstm", or = "uniform")
          Start start) {
    /** Validates the ranges. */
    public Options {
      Sizes.positive("hidden", hidden);
      Sizes.probability("blockProb", blockProb);
      Sizes.probability("cBlockProb", cBlockProb);
      if (blockSteps < 0) {
        throw new IllegalArgumentException("blockSteps = " + blockSteps + " must be at least 0");
      }
    }
  }

  @Override
  public String name() {
    return "lstm-hdetach";
  }

  @Override
  public String summary() {
    return "LSTM whose gradient to the hidden state of the step before is blocked at random.";
  }

  @Override
  public String paper() {
    return "Arpit et al., h-detach: Modifying the LSTM gradient towards better optimization, ICLR"
        + " 2019, arXiv:1810.03023";
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
            .cell("lstm")
            .detachment(
                new Detachment(options.blockProb(), options.cBlockProb(), options.blockSteps()));
    return switch (options.start()) {
      case UNIFORM -> RecurrentNetwork.startingUniform(layer, options.hidden(), format, base);
      case GLOROT -> RecurrentNetwork.of(layer, options.hidden(), format, base);
    };
  }
}
