package dev.eigenspark.tasks;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.rng.CounterRandom;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The copy task: remember K symbols over T steps, then recall them in order (Hochreiter and
 * Schmidhuber 1997; in this form Arjovsky, Shah and Bengio 2016, section 5.1, and Kerg et al. 2019,
 * appendix A.1).
 *
 * <p>With S symbols 1..S, blank 0 and cue S+1, a trial has T + 2K steps. Input: K symbols drawn
 * uniformly, T-1 blanks, the cue, K blanks. Target: T+K blanks, then the K symbols. The last K
 * steps are scored. The best predictor without memory has accuracy 1/S there and loss K ln(S) / (T
 * + 2K).
 *
 * <p>The network reads the symbols one-hot or, as in the released code of h-detach (Arpit et al.,
 * ICLR 2019), each as one real number, 0..S+1; the trials are the same.
 */
public final class CopyTask implements Task<CopyTask.Options> {
  private static final int INPUT = 0;
  private static final int TARGET = 1;

  /** How the network reads the symbols. */
  public enum Input {
    /** One-hot, S+2 inputs. */
    ONE_HOT,
    /** Its number, one input. */
    SCALAR
  }

  /**
   * Settings of the copy task.
   *
   * @param T delay in steps
   * @param symbols distinct symbols
   * @param tokens symbols to recall
   * @param input how the network reads the symbols
   */
  public record Options(
      @Setting(doc = "delay between the last symbol and the recall, steps", or = "100") int T,
      @Setting(doc = "distinct symbols to remember", or = "8") int symbols,
      @Setting(doc = "symbols to recall in a trial", or = "10") int tokens,
      @Setting(
              doc = "what the network reads: each symbol one-hot, or its number as one real",
              or = "one-hot",
              addedLater = true)
          Input input)
      implements Serializable {
    private static final int MAX_STEPS = 1_000_000;
    private static final int MAX_SYMBOLS = Short.MAX_VALUE - 1;

    /** Validates the ranges. */
    public Options {
      Recall.require("T", T, 1, MAX_STEPS, "delay in steps");
      Recall.require("symbols", symbols, 2, MAX_SYMBOLS, "number of distinct symbols");
      Recall.require("tokens", tokens, 1, MAX_STEPS, "number of symbols to recall");
    }

    Recall recall() {
      return new Recall(T + 2 * tokens, symbols, tokens, symbols + 1);
    }
  }

  @Override
  public String name() {
    return "copy";
  }

  @Override
  public String summary() {
    return "remember a few symbols over a long delay, then recall them in order";
  }

  @Override
  public String paper() {
    return "Arjovsky, Shah, Bengio: Unitary Evolution Recurrent Neural Networks, ICML 2016,"
        + " arXiv:1511.06464; as in Kerg et al., nnRNN, NeurIPS 2019, arXiv:1905.12080";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public TrialSource source(Options options) {
    return new Source(options, options.recall());
  }

  private record Source(Options options, Recall recall) implements TrialSource {
    @Override
    public List<Column> columns() {
      return recall.columns();
    }

    @Override
    public SequenceFormat format() {
      SequenceFormat oneHot = recall.format();
      return switch (options.input()) {
        case ONE_HOT -> oneHot;
        case SCALAR ->
            new SequenceFormat(
                oneHot.steps(),
                new Channel(oneHot.input().column(), Kind.REAL, 1, oneHot.steps()),
                oneHot.target(),
                oneHot.scoredFrom(),
                oneHot.scoredTo());
      };
    }

    @Override
    public double chanceAccuracy() {
      return recall.chanceAccuracy();
    }

    @Override
    public double chanceLoss() {
      return recall.chanceLoss();
    }

    @Override
    public void fill(CounterRandom random, TrialBuffer trial) {
      int[] input = trial.ints(INPUT);
      int[] target = trial.ints(TARGET);
      Arrays.fill(input, 0);
      Arrays.fill(target, 0);
      int recallAt = options.T() + options.tokens();
      for (int i = 0; i < options.tokens(); i++) {
        int symbol = 1 + random.nextInt(options.symbols());
        input[i] = symbol;
        target[recallAt + i] = symbol;
      }
      input[recallAt - 1] = recall.cue();
    }
  }
}
