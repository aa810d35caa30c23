package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.relational.ContextNorm.Variance;
import dev.eigenspark.nn.relational.Similarity;
import dev.eigenspark.nn.relational.Similarity.Mask;
import dev.eigenspark.nn.relational.Similarity.Reads;
import dev.eigenspark.nn.relational.Similarity.Score;
import dev.eigenspark.nn.relational.Similarity.Sides;
import dev.eigenspark.nn.relational.Similarity.Weighting;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * CoRelNet: a decision from the similarities between the objects of a trial and from nothing else
 * (Kerg et al. 2022). With codes Z of the T objects, normalised over the trial,
 *
 * <pre>
 *   R = Z Z^T      A = softmax of each row of R over the objects seen until then
 *   logits = W2 relu(W1 f + b1) + b2      f: the lower triangle of A, T (T + 1) / 2 numbers
 * </pre>
 *
 * <p>Asymmetric, {@code R = Q K^T} with {@code Q = norm(W1 z + b1)} and {@code K = norm(W2 z +
 * b2)}, which can tell order. With {@code l1}, a linear layer follows the encoder and the loss is
 * joined by l1 times the sum of the absolute values of its weights and biases.
 */
public final class CoRelNet implements Model<CoRelNet.Options> {
  private static final String SIMILARITY = "similarity";

  /**
   * Settings.
   *
   * @param encoder from objects to codes
   * @param l1 penalty on the linear layer after the encoder; 0 leaves it out
   * @param norm over what codes are normalised
   * @param segment positions of a segment
   * @param variance of the norm
   * @param sides whether R is symmetric
   * @param score what compares two codes
   * @param mask what each row of A sees
   * @param weighting what is made of a row of R
   * @param reads what the decoder sees
   * @param hidden units of the decoder
   */
  public record Options(
      @Setting(doc = "from an object to its code", or = "conv") Encoder encoder,
      @Setting(
              doc = "penalty on a linear layer after the encoder, which is there only if positive",
              or = "0")
          double l1,
      @Setting(doc = "over what codes are normalised", or = "trial") Norm norm,
      @Setting(doc = "positions of a segment, for norm = segments", or = "2") int segment,
      @Setting(doc = "estimate of the variance in the norm", or = "unbiased") Variance variance,
      @Setting(doc = "whether both sides of a comparison have the same code", or = "symmetric")
          Sides sides,
      @Setting(doc = "what compares two codes", or = "dot") Score score,
      @Setting(doc = "the part of each row of the similarities that is there", or = "causal")
          Mask mask,
      @Setting(doc = "what is made of a row of similarities", or = "softmax") Weighting weighting,
      @Setting(doc = "what the decoder sees", or = "relations") Reads reads,
      @Setting(doc = "units of the decoder", or = "256") int hidden) {
    /** Validates the ranges. */
    public Options {
      Sizes.notNegative("l1", l1);
      Sizes.positive("segment", segment);
      Sizes.positive("hidden", hidden);
      if (sides == Sides.ASYMMETRIC && reads != Reads.RELATIONS) {
        throw new IllegalArgumentException(
            "sides = asymmetric needs reads = relations: an object then has two codes");
      }
    }
  }

  @Override
  public String name() {
    return "corelnet";
  }

  @Override
  public String summary() {
    return "Decides from the similarities between the objects of a trial alone.";
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
        new Similarity(
            options.sides(), options.score(), options.mask(), options.weighting(), options.reads());
    return new RelationalNetwork(format, base, options.encoder())
        .codes(options.l1(), options.sides())
        .normalise(options.norm(), options.segment(), options.variance(), options.sides().codes())
        .then(SIMILARITY, similarity)
        .decide(options.hidden());
  }
}
