package dev.eigenspark.tasks;

import dev.eigenspark.config.Setting;
import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.rng.CounterRandom;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The denoising task: pick K symbols out of a long run of blanks, wherever they stand, then recall
 * them in order (Jing et al. 2019, Gated orthogonal recurrent units; in this form the released code
 * of Kerg et al. 2020, Untangling tradeoffs between recurrence and self-attention).
 *
 * <p>With S symbols 1..S, blank 0 and cue S+2, a trial has T + 2K steps. Input: K symbols drawn
 * uniformly, at distinct places that are a uniform choice among the first T+K-1 steps, blanks
 * between them, the cue, K blanks. Target: T+K blanks, then the K symbols in the order of their
 * places. The last K steps are scored. The best predictor without memory has accuracy 1/S there and
 * loss K ln(S) / (T + 2K).
 *
 * <p>S+1 is never shown and never right. The released code counts it, so that a network has S+3
 * inputs and S+2 outputs; we do as well, for networks of the same size.
 */
public final class DenoiseTask implements Task<DenoiseTask.Options> {
  private static final int INPUT = 0;
  private static final int TARGET = 1;
  private static final int BLANK = 0;

  /**
   * Settings of the denoising task.
   *
   * @param T steps of a trial beside twice the tokens
   * @param symbols distinct symbols
   * @param tokens symbols to recall
   */
  public record Options(
      @Setting(doc = "length: the tokens stand among the first T + tokens - 1 steps", or = "200")
          int T,
      @Setting(doc = "distinct symbols to remember", or = "8") int symbols,
      @Setting(doc = "symbols to recall in a trial", or = "10") int tokens)
      implements Serializable {
    private static final int MAX_STEPS = 1_000_000;
    private static final int MAX_SYMBOLS = Short.MAX_VALUE - 2;

    /** Validates the ranges. */
    public Options {
      Recall.require("T", T, 1, MAX_STEPS, "length in steps");
      Recall.require("symbols", symbols, 2, MAX_SYMBOLS, "number of distinct symbols");
      Recall.require("tokens", tokens, 1, MAX_STEPS, "number of symbols to recall");
    }

    Recall recall() {
      return new Recall(T + 2 * tokens, symbols, tokens, symbols + 2);
    }
  }

  @Override
  public String name() {
    return "denoise";
  }

  @Override
  public String summary() {
    return "pick a few symbols out of many blanks, then recall them in order";
  }

  @Override
  public String paper() {
    return "Jing et al.: Gated Orthogonal Recurrent Units, Neural Computation 2019,"
        + " arXiv:1706.02761; as in Kerg et al., Untangling tradeoffs between recurrence and"
        + " self-attention, NeurIPS 2020, arXiv:2006.09471";
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
      return recall.format();
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
      Arrays.fill(input, BLANK);
      Arrays.fill(target, BLANK);
      int cueAt = options.T() + options.tokens() - 1;
      scatter(random, input, cueAt);
      int next = cueAt + 1;
      for (int step = 0; step < cueAt; step++) {
        if (input[step] != BLANK) {
          target[next++] = input[step];
        }
      }
      input[cueAt] = recall.cue();
    }

    /** Robert Floyd's choice of K of {@code places}: K draws, each set equally likely. */
    private void scatter(CounterRandom random, int[] input, int places) {
      for (int last = places - options.tokens(); last < places; last++) {
        int place = random.nextInt(last + 1);
        input[input[place] == BLANK ? place : last] = 1 + random.nextInt(options.symbols());
      }
    }
  }
}
