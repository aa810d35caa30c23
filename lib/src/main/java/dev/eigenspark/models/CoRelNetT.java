package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.relational.RelationReader;
import dev.eigenspark.nn.relational.Similarity;
import dev.eigenspark.nn.relational.Similarity.Mask;
import dev.eigenspark.nn.relational.Similarity.Reads;
import dev.eigenspark.nn.relational.Similarity.Score;
import dev.eigenspark.nn.relational.Similarity.Sides;
import dev.eigenspark.nn.relational.Similarity.Weighting;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * CoRelNet-T: the relations of {@link CoRelNet}, causal and after softmax, read by one learned
 * query with attention, see {@link RelationReader} (released code of Kerg et al. 2022; which model
 * of the code the paper calls so is inferred from the code).
 */
public final class CoRelNetT implements Model<CoRelNetT.Options> {
  private static final String SIMILARITY = "similarity";
  private static final String READER = "reader";

  /**
   * Settings.
   *
   * @param encoder from an object to its code
   * @param norm over what codes are normalised
   * @param segment positions of a segment, for norm = segments
   * @param positions numbers of a position, and of the query
   * @param heads heads that attend
   * @param width keys of all heads together
   * @param feedForward units of the layer after the attention
   * @param hidden units of the decision
   */
  public record Options(
      @Setting(doc = "from an object to its code", or = "conv") Encoder encoder,
      @Setting(doc = "over what codes are normalised", or = "trial") Norm norm,
      @Setting(doc = "positions of a segment, for norm = segments", or = "2") int segment,
      @Setting(doc = "numbers of a position, and of the query", or = "8") int positions,
      @Setting(doc = "heads that attend", or = "8") int heads,
      @Setting(doc = "keys of all heads together", or = "512") int width,
      @Setting(doc = "units of the layer after the attention", or = "128") int feedForward,
      @Setting(doc = "units of the decision", or = "256") int hidden) {
    /** Validates the sizes. */
    public Options {
      Sizes.positive("segment", segment);
      Sizes.positive("positions", positions);
      Sizes.positive("heads", heads);
      Sizes.positive("width", width);
      Sizes.positive("feedForward", feedForward);
      Sizes.positive("hidden", hidden);
    }
  }

  @Override
  public String name() {
    return "corelnet-t";
  }

  @Override
  public String summary() {
    return "Decides from the similarities between objects, which a learned query reads with attention.";
  }

  @Override
  public String paper() {
    return "Kerg et al., On Neural Architecture Inductive Biases for Relational Tasks, 2022,"
        + " arXiv:2206.05056";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public Network network(
      Options options, SequenceFormat format, NeuralNetConfiguration.Builder base) {
    Similarity similarity =
        new Similarity(Sides.SYMMETRIC, Score.DOT, Mask.CAUSAL, Weighting.SOFTMAX, Reads.RELATIONS);
    RelationReader reader =
        new RelationReader(
            format.steps(),
            options.positions(),
            options.heads(),
            options.width(),
            options.feedForward());
    return new RelationalNetwork(format, base, options.encoder())
        .normalisedCodes(options.norm(), options.segment())
        .then(SIMILARITY, similarity)
        .then(READER, reader)
        .decide(options.hidden());
  }
}
