package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.relational.PairRelations;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Relation network: one small network looks at every ordered pair of objects, and a decision
 * follows from the sum of what it says, see {@link PairRelations} (Santoro et al. 2017). Sizes and
 * start values are those of Webb, Sinha, Cohen (2021, appendix A.3.4), who put the number of its
 * position beside each code.
 */
public final class RelationNetwork implements Model<RelationNetwork.Options> {
  private static final String PAIRS = "pairs";

  /**
   * Settings.
   *
   * @param encoder from an object to its code
   * @param norm over what codes are normalised
   * @param segment positions of a segment, for norm = segments
   * @param pair units that look at a pair
   * @param hidden numbers that a pair gives, and units of the decision
   */
  public record Options(
      @Setting(doc = "from an object to its code", or = "conv") Encoder encoder,
      @Setting(doc = "over what codes are normalised", or = "trial") Norm norm,
      @Setting(doc = "positions of a segment, for norm = segments", or = "2") int segment,
      @Setting(doc = "units that look at a pair", or = "512") int pair,
      @Setting(doc = "numbers that a pair gives, and units of the decision", or = "256")
          int hidden) {
    /** Validates the sizes. */
    public Options {
      Sizes.positive("segment", segment);
      Sizes.positive("pair", pair);
      Sizes.positive("hidden", hidden);
    }
  }

  @Override
  public String name() {
    return "relation-network";
  }

  @Override
  public String summary() {
    return "Decides from the sum of what one small network says of every pair of objects.";
  }

  @Override
  public String paper() {
    return "Santoro et al., A simple neural network module for relational reasoning, NeurIPS 2017,"
        + " arXiv:1706.01427";
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
        .then(PAIRS, new PairRelations(options.pair(), options.hidden()))
        .decideFromNormal(options.hidden());
  }
}
