package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.relational.LastState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Long short-term memory over the codes of a trial's objects, whose last state decides, see {@link
 * LastState}. Sizes and start values are those of Webb, Sinha, Cohen (2021, appendix A.3.4); one
 * bias stands for PyTorch's two.
 */
public final class ObjectLstm implements Model<ObjectLstm.Options> {
  private static final String LSTM = "lstm";

  /**
   * Settings.
   *
   * @param encoder from an object to its code
   * @param norm over what codes are normalised
   * @param segment positions of a segment, for norm = segments
   * @param hidden units
   */
  public record Options(
      @Setting(doc = "from an object to its code", or = "conv") Encoder encoder,
      @Setting(doc = "over what codes are normalised", or = "trial") Norm norm,
      @Setting(doc = "positions of a segment, for norm = segments", or = "2") int segment,
      @Setting(doc = "hidden units", or = "512") int hidden) {
    /** Validates the sizes. */
    public Options {
      Sizes.positive("segment", segment);
      Sizes.positive("hidden", hidden);
    }
  }

  @Override
  public String name() {
    return "object-lstm";
  }

  @Override
  public String summary() {
    return "Reads the objects one after the other with an LSTM and decides from its last state.";
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
    return new RelationalNetwork(format, base, options.encoder())
        .normalisedCodes(options.norm(), options.segment())
        .then(LSTM, new LastState(options.hidden()))
        .readOut(options.hidden(), Init.GLOROT_NORMAL, Init.ZERO);
  }
}
