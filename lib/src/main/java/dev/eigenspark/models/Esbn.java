package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.relational.BindingMemory;
import dev.eigenspark.nn.relational.BindingMemory.Confidence;
import dev.eigenspark.nn.relational.ContextNorm.Variance;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Emergent symbol binding network: an LSTM that never sees an object, but binds keys of its own to
 * the objects' codes in a memory and reads the keys of similar codes back, see {@link
 * BindingMemory} (Webb, Sinha, Cohen 2021, section 3.2). LSTM and gate start Glorot normal, keys
 * Kaiming normal, biases at 0. Where PyTorch's LSTM has two biases that are added, this has one.
 */
public final class Esbn implements Model<Esbn.Options> {
  private static final String MEMORY = "memory";

  /**
   * Settings.
   *
   * @param encoder from objects to codes
   * @param norm over what codes are normalised
   * @param segment positions of a segment
   * @param confidence whether the quality of a match is read with the key
   * @param hidden units of the LSTM
   * @param keys numbers of a key
   */
  public record Options(
      @Setting(doc = "from an object to its code", or = "conv") Encoder encoder,
      @Setting(doc = "over what codes are normalised", or = "trial") Norm norm,
      @Setting(doc = "positions of a segment, for norm = segments", or = "2") int segment,
      @Setting(doc = "whether the quality of a match is read with the key", or = "learned")
          Confidence confidence,
      @Setting(doc = "units of the controller", or = "512") int hidden,
      @Setting(doc = "numbers of a key", or = "256") int keys) {
    /** Validates the sizes. */
    public Options {
      Sizes.positive("segment", segment);
      Sizes.positive("hidden", hidden);
      Sizes.positive("keys", keys);
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
    return new RelationalNetwork(format, base, options.encoder())
        .gather()
        .normalise(options.norm(), options.segment(), Variance.UNBIASED, 1)
        .then(MEMORY, new BindingMemory(options.hidden(), options.keys(), options.confidence()))
        .readOut(options.hidden(), Init.GLOROT_NORMAL, Init.ZERO);
  }
}
