package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.relational.BindingMemory;
import dev.eigenspark.nn.relational.BindingMemory.Confidence;
import dev.eigenspark.nn.relational.BindingMemory.Reads;
import dev.eigenspark.nn.relational.ContextNorm.Variance;
import dev.eigenspark.nn.relational.Similarity.Sides;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Emergent symbol binding network: an LSTM that never sees an object, but binds keys of its own to
 * the objects' codes in a memory and reads the keys of similar codes back, see {@link
 * BindingMemory} (Webb, Sinha, Cohen 2021, section 3.2). LSTM and gate start Glorot normal, keys
 * Kaiming normal, biases at 0. Where PyTorch's LSTM has two biases that are added, this has one.
 *
 * <p>Variants of Kerg et al. 2022: it also sees the codes ({@code ESBN_cat}), looks up other codes
 * than it writes ({@code ESBN_asym1}: {@code norm(W2 z + b2)} among {@code norm(W1 z + b1)}), or
 * has a penalised linear layer after the encoder ({@code ESBNw_l1}), as {@link CoRelNet} has.
 */
public final class Esbn implements Model<Esbn.Options> {
  private static final String MEMORY = "memory";

  /**
   * Settings.
   *
   * @param encoder from objects to codes
   * @param l1 penalty on the linear layer after the encoder; 0 leaves it out
   * @param norm over what codes are normalised
   * @param segment positions of a segment
   * @param sides whether an object is looked up by the code that it is written with
   * @param confidence how the controller is told that an object is new
   * @param reads what the controller reads
   * @param hidden units of the LSTM
   * @param keys numbers of a key
   */
  public record Options(
      @Setting(doc = "from an object to its code", or = "conv") Encoder encoder,
      @Setting(
              doc = "penalty on a linear layer after the encoder, which is there only if positive",
              or = "0")
          double l1,
      @Setting(doc = "over what codes are normalised", or = "trial") Norm norm,
      @Setting(doc = "positions of a segment, for norm = segments", or = "2") int segment,
      @Setting(
              doc = "whether an object is looked up by the code it is written with",
              or = "symmetric")
          Sides sides,
      @Setting(
              doc =
                  "how an object is known to be new: by the quality of a match, which is read with"
                      + " the key, not at all, or by a learned row of the memory",
              or = "learned")
          Confidence confidence,
      @Setting(doc = "what the controller reads", or = "keys") Reads reads,
      @Setting(doc = "units of the controller", or = "512") int hidden,
      @Setting(doc = "numbers of a key", or = "256") int keys) {
    /** Validates the sizes. */
    public Options {
      Sizes.notNegative("l1", l1);
      Sizes.positive("segment", segment);
      Sizes.positive("hidden", hidden);
      Sizes.positive("keys", keys);
      if (sides == Sides.ASYMMETRIC && reads != Reads.KEYS) {
        throw new IllegalArgumentException(
            "sides = asymmetric needs reads = keys: an object then has two codes");
      }
    }
  }

  @Override
  public String name() {
    return "esbn";
  }

  @Override
  public String summary() {
    return "Binds keys to objects in a memory and decides from the keys alone.";
  }

  @Override
  public String paper() {
    return "Webb, Sinha, Cohen: Emergent Symbols through Binding in External Memory, ICLR 2021,"
        + " arXiv:2012.14601";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public Network network(
      Options options, SequenceFormat format, NeuralNetConfiguration.Builder base) {
    BindingMemory memory =
        new BindingMemory(
            options.hidden(),
            options.keys(),
            options.confidence(),
            options.reads(),
            options.sides());
    return new RelationalNetwork(format, base, options.encoder())
        .codes(options.l1(), options.sides())
        .normalise(options.norm(), options.segment(), Variance.UNBIASED, options.sides().codes())
        .then(MEMORY, memory)
        .readOut(options.hidden(), Init.GLOROT_NORMAL, Init.ZERO);
  }
}
