package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Setting;
import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.data.Storage;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Character-level language modelling on a text that the user brings, in the form of Mikolov's
 * Penn-Treebank characters (Kerg et al. 2019, appendix A.3): one file a split, tokens between
 * blanks, the end of a line is {@code <eos>}. A token's id is the rank of its first appearance in
 * the training text; the other files may have no further tokens.
 *
 * <p>Row i of a split is chunk i of its text: input tokens iT..iT+T-1, target tokens iT+1..iT+T. A
 * text of n tokens has floor((n-1)/T) rows. Every step is scored. Bits per character are loss / ln
 * 2.
 *
 * <p>Unlike in the papers, which read a text in parallel streams and carry the state over from
 * chunk to chunk, the state is zero at the start of every chunk, and training visits the chunks in
 * random order. That costs bits at the first steps of a chunk, the fewer the larger T.
 *
 * <p>Chance levels are measured on the training text: accuracy of its most frequent token, and loss
 * of the best predictor from the token at hand, the conditional entropy of its pairs of neighbours.
 */
public final class CharLmTask implements Task<CharLmTask.Options> {
  private static final int INPUT = 0;
  private static final int TARGET = 1;
  private static final String TRAIN = "train";

  /**
   * Settings of the task.
   *
   * @param directory where the files lie
   * @param files their names, by split
   * @param T steps of a trial
   */
  public record Options(
      @Setting(doc = "directory or URI of the text files, readable by every executor")
          String directory,
      @Setting(
              doc = "names of the files; SPLIT stands for train, valid and test",
              or = "ptb.char.SPLIT.txt")
          String files,
      @Setting(doc = "tokens in a trial", or = "150") int T)
      implements Serializable {
    private static final String SPLIT = "SPLIT";
    private static final int MAX_STEPS = 1_000_000;

    /** Validates the pattern and the range. */
    public Options {
      if (!files.contains(SPLIT)) {
        throw Failure.configuration(
            "files = '" + files + "' must contain SPLIT, for instance ptb.char.SPLIT.txt");
      }
      if (T < 1 || T > MAX_STEPS) {
        throw Failure.configuration("T = " + T + " must be 1 to " + MAX_STEPS + " tokens");
      }
    }

    String file(String split) {
      return files.replace(SPLIT, split);
    }
  }

  @Override
  public String name() {
    return "char-lm";
  }

  @Override
  public String summary() {
    return "predict the next character of a text that you bring";
  }

  @Override
  public String paper() {
    return "Kerg et al., Non-normal recurrent neural network (nnRNN), NeurIPS 2019,"
        + " arXiv:1905.12080, appendix A.3; Mikolov et al., Subword Language Modeling with Neural"
        + " Networks, 2012";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  /**
   * The trials of these files.
   *
   * @throws Failure of kind DATA when the training text is missing or damaged
   */
  @Override
  public TrialSource source(Options options) {
    return new Source(options);
  }

  /** Executors read the files again: they are dearer to send than to read. */
  private static final class Source implements TrialSource {
    private static final long serialVersionUID = 1L;

    private final Options options;
    private final String directory;
    private final List<String> vocabulary;
    private final double chanceAccuracy;
    private final double chanceLoss;
    private transient Map<String, short[]> texts;

    Source(Options options) {
      this.options = options;
      // Absolute, for an executor works in another directory.
      directory = Storage.at(options.directory()).uri();
      vocabulary = file(TRAIN).vocabulary();
      NeighbourCounts counts = NeighbourCounts.of(text(TRAIN), vocabulary.size());
      chanceAccuracy = counts.mostFrequent();
      chanceLoss = counts.conditionalEntropy();
    }

    @Override
    public List<Column> columns() {
      Column.Type type = Column.Type.ofRange(0, vocabulary.size() - 1);
      String tokens = "token id at each step; tokens from 0 on: " + String.join(" ", vocabulary);
      return List.of(
          new Column("x", type, options.T(), tokens),
          new Column("y", type, options.T(), "id of the token that follows"));
    }

    @Override
    public SequenceFormat format() {
      int steps = options.T();
      return new SequenceFormat(
          steps,
          new Channel("x", Kind.SYMBOL, vocabulary.size(), steps),
          new Channel("y", Kind.SYMBOL, vocabulary.size(), steps),
          0,
          steps);
    }

    @Override
    public double chanceAccuracy() {
      return chanceAccuracy;
    }

    @Override
    public double chanceLoss() {
      return chanceLoss;
    }

    @Override
    public void requireRows(String split, long rows) {
      int most = Math.max(0, text(split).length - 1) / options.T();
      if (rows > most) {
        throw Failure.configuration(
            "data.rows.%s = %d must be at most %d: %s holds %d chunks of T = %d tokens"
                .formatted(split, rows, most, file(split).address(), most, options.T()));
      }
    }

    @Override
    public void fill(CounterRandom random, TrialBuffer trial) {
      short[] text = text(Streams.splitOf(random.stream()));
      int[] input = trial.ints(INPUT);
      int[] target = trial.ints(TARGET);
      int from = Math.toIntExact(random.row() * options.T());
      for (int t = 0; t < options.T(); t++) {
        input[t] = text[from + t];
        target[t] = text[from + t + 1];
      }
    }

    private TokenFile file(String split) {
      return new TokenFile(Storage.at(directory), options.file(split));
    }

    private short[] text(String split) {
      if (texts == null) {
        texts = new HashMap<>();
      }
      return texts.computeIfAbsent(split, s -> file(s).read(vocabulary));
    }
  }
}
