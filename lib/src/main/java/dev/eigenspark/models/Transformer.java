package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.relational.SelfAttention;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Transformer: one encoder layer over the objects of a trial, whose mean decides, see {@link
 * SelfAttention} (Vaswani et al. 2017). Sizes and start values are those of Webb, Sinha, Cohen
 * (2021).
 */
public final class Transformer implements Model<Transformer.Options> {
  private static final String ATTENTION = "attention";

  /**
   * Settings.
   *
   * @param encoder from an object to its code
   * @param norm over what codes are normalised
   * @param segment positions of a segment, for norm = segments
   * @param heads heads that attend
   * @param feedForward units of the layer after the attention
   * @param hidden units of the decision
   */
  public record Options(
      @Setting(doc = "from an object to its code", or = "conv") Encoder encoder,
      @Setting(doc = "over what codes are normalised", or = "trial") Norm norm,
      @Setting(doc = "positions of a segment, for norm = segments", or = "2") int segment,
      @Setting(doc = "heads that attend", or = "8") int heads,
      @Setting(doc = "units of the layer after the attention", or = "512") int feedForward,
      @Setting(doc = "units of the decision", or = "256") int hidden) {
    /** Validates the sizes. */
    public Options {
      Sizes.positive("segment", segment);
      Sizes.positive("heads", heads);
      Sizes.positive("feedForward", feedForward);
      Sizes.positive("hidden", hidden);
    }
  }

  @Override
  public String name() {
    return "transformer";
  }

  @Override
  public String summary() {
    return "Decides from the mean of one layer of self-attention over the objects.";
  }

  @Override
  public String paper() {
    return "Vaswani et al., Attention is all you need, NeurIPS 2017, arXiv:1706.03762";
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
        .then(ATTENTION, new SelfAttention(options.heads(), options.feedForward()))
        .decideFromNormal(options.hidden());
  }
}
