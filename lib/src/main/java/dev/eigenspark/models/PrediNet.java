package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.relational.HeadComparisons;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * PrediNet: heads that each attend to two objects and compare them, see {@link HeadComparisons}
 * (Shanahan et al. 2020). Sizes and start values are those of Webb, Sinha, Cohen (2021).
 */
public final class PrediNet implements Model<PrediNet.Options> {
  private static final String HEADS = "heads";

  /**
   * Settings.
   *
   * @param encoder from an object to its code
   * @param norm over what codes are normalised
   * @param segment positions of a segment, for norm = segments
   * @param heads pairs that are compared
   * @param keys numbers of a key
   * @param relations numbers of a comparison
   * @param hidden units of the decision
   */
  public record Options(
      @Setting(doc = "from an object to its code", or = "conv") Encoder encoder,
      @Setting(doc = "over what codes are normalised", or = "trial") Norm norm,
      @Setting(doc = "positions of a segment, for norm = segments", or = "2") int segment,
      @Setting(doc = "pairs that are compared", or = "32") int heads,
      @Setting(doc = "numbers of a key", or = "16") int keys,
      @Setting(doc = "numbers of a comparison", or = "16") int relations,
      @Setting(doc = "units of the decision", or = "8") int hidden) {
    /** Validates the sizes. */
    public Options {
      Sizes.positive("segment", segment);
      Sizes.positive("heads", heads);
      Sizes.positive("keys", keys);
      Sizes.positive("relations", relations);
      Sizes.positive("hidden", hidden);
    }
  }

  @Override
  public String name() {
    return "predinet";
  }

  @Override
  public String summary() {
    return "Decides from comparisons of pairs of objects that heads attend to.";
  }

  @Override
  public String paper() {
    return "Shanahan et al., An explicitly relational neural network architecture, ICML 2020,"
        + " arXiv:1905.10307";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public Network network(
      Options options, SequenceFormat format, NeuralNetConfiguration.Builder base) {
    HeadComparisons comparisons =
        new HeadComparisons(options.heads(), options.keys(), options.relations());
    return new RelationalNetwork(format, base, options.encoder())
        .normalisedCodes(options.norm(), options.segment())
        .then(HEADS, comparisons)
        .decideFromNormal(options.hidden());
  }
}
