package dev.eigenspark.models;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.relational.TuringMemory;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Neural Turing machine: an LSTM with a memory that it reads and writes by content and by shifts,
 * see {@link TuringMemory} (Graves, Wayne, Danihelka 2014). Sizes and start values are those of
 * Webb, Sinha, Cohen (2021, appendix A.3.4); one LSTM bias stands for PyTorch's two.
 */
public final class Ntm implements Model<Ntm.Options> {
  private static final String MEMORY = "memory";

  /**
   * Settings.
   *
   * @param encoder from an object to its code
   * @param norm over what codes are normalised
   * @param segment positions of a segment, for norm = segments
   * @param hidden units of the controller
   * @param rows rows of the memory
   * @param width numbers of a row
   */
  public record Options(
      @Setting(doc = "from an object to its code", or = "conv") Encoder encoder,
      @Setting(doc = "over what codes are normalised", or = "trial") Norm norm,
      @Setting(doc = "positions of a segment, for norm = segments", or = "2") int segment,
      @Setting(doc = "units of the controller", or = "512") int hidden,
      @Setting(doc = "rows of the memory", or = "10") int rows,
      @Setting(doc = "numbers of a row", or = "256") int width) {
    /** Validates the sizes. */
    public Options {
      Sizes.positive("segment", segment);
      Sizes.positive("hidden", hidden);
      Sizes.positive("rows", rows);
      Sizes.positive("width", width);
    }
  }

  @Override
  public String name() {
    return "ntm";
  }

  @Override
  public String summary() {
    return "Reads the objects with an LSTM that keeps what it needs in a memory.";
  }

  @Override
  public String paper() {
    return "Graves, Wayne, Danihelka, Neural Turing Machines, 2014, arXiv:1410.5401";
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
        .then(MEMORY, new TuringMemory(options.hidden(), options.rows(), options.width()))
        .readOut(options.hidden(), Init.GLOROT_NORMAL, Init.ZERO);
  }
}
