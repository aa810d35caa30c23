package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Setting;
import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.rng.CounterRandom;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Next-symbol prediction in a language of clauses with agreement at a distance, whose entropy is
 * known exactly. The question is that of Linzen, Dupoux and Goldberg (TACL 2016), whether a network
 * carries agreement over what stands between; here the answer is a number of nats.
 *
 * <p>A clause is an opening symbol of one of k classes, drawn uniformly, then D fillers, then the
 * closing symbol of the same class; the next clause follows at once. After each filler the clause
 * closes with probability p = 1/distance, so P(D = d) = p (1-p)^(d-1), d = 1, 2, ..., with mean
 * {@code distance}. The first filler of a clause is uniform over the m fillers; filler i is
 * followed by one of s fillers, (s i + j) mod m for j = 0..s-1, drawn uniformly. Symbols: 0..k-1
 * open, k + c closes what c opened, 2k..2k+m-1 are fillers. A trial begins with a clause; the input
 * is symbols 1..T, the target symbols 2..T+1.
 *
 * <p><b>Entropy.</b> Whether a clause opens, goes on or closes is seen from the symbol at hand, and
 * p does not depend on how long the clause is already. Given the text so far, the entropy of the
 * next symbol is therefore, in nats,
 *
 * <ul>
 *   <li>after a closing symbol ln k, the class;
 *   <li>after an opening symbol ln m, the first filler;
 *   <li>after a filler h(p) + (1-p) ln s with h(p) = -p ln p - (1-p) ln(1-p): whether the clause
 *       closes and, if not, which filler comes; the class of a closing symbol adds nothing.
 * </ul>
 *
 * {@link TrialSource#leastLoss} is the mean of these over the T steps, each weighted by the
 * probability of what stands there: o_1 = 1, then o' = c, f' = o + (1-p) f, c' = p f. For large T
 * it is the entropy rate (p ln k + p ln m + h(p) + (1-p) ln s) / (1 + 2p).
 *
 * <p><b>Memory.</b> A predictor that sees the symbol at hand alone knows all of this but the class
 * of the closing symbol, which is uniform to it: {@link TrialSource#chanceLoss} is larger by
 * exactly ln k a closing symbol, p ln k / (1 + 2p) a step. One that sees the last w symbols pays ln
 * k where D >= w, in a long text a share (1-p)^(w-1) of the closing symbols, so the loss of a model
 * tells how far it remembers.
 *
 * <p>Every step is scored. The best guess that ignores the input is the most frequent symbol.
 */
public final class GrammarTask implements Task<GrammarTask.Options> {
  private static final int INPUT = 0;
  private static final int TARGET = 1;

  /**
   * Settings of the grammar task.
   *
   * @param T steps of a trial
   * @param classes classes of agreement, k
   * @param distance mean number of fillers between opening and closing symbol, 1/p
   * @param fillers filler symbols, m
   * @param successors fillers that may follow a filler, s
   */
  public record Options(
      @Setting(doc = "steps of a trial", or = "200") int T,
      @Setting(doc = "classes of agreement", or = "8") int classes,
      @Setting(doc = "mean number of fillers between opening and closing symbol", or = "10")
          int distance,
      @Setting(doc = "filler symbols", or = "24") int fillers,
      @Setting(doc = "fillers that may follow a filler, equally likely", or = "4") int successors)
      implements Serializable {
    private static final int MAX_STEPS = 1_000_000;
    private static final int MAX_SYMBOLS = 10_000;

    /** Validates the ranges. */
    public Options {
      require("T", T, 1, MAX_STEPS, "steps of a trial");
      require("classes", classes, 2, MAX_SYMBOLS, "classes of agreement");
      require("distance", distance, 2, MAX_STEPS, "mean number of fillers in a clause");
      require("fillers", fillers, 1, MAX_SYMBOLS, "filler symbols");
      require("successors", successors, 1, fillers, "fillers that may follow one of the fillers");
    }

    private static void require(String key, int value, int least, int most, String meaning) {
      if (value < least || value > most) {
        throw Failure.configuration(
            key + " = " + value + " must be " + least + " to " + most + " (" + meaning + ")");
      }
    }

    int symbols() {
      return 2 * classes + fillers;
    }
  }

  @Override
  public String name() {
    return "grammar";
  }

  @Override
  public String summary() {
    return "predict the next symbol of a language with agreement at a distance and known entropy";
  }

  @Override
  public String paper() {
    return "this project's own language; the question is that of Linzen, Dupoux, Goldberg: Assessing"
        + " the Ability of LSTMs to Learn Syntax-Sensitive Dependencies, TACL 2016, arXiv:1611.01368";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public TrialSource source(Options options) {
    return new Source(options);
  }

  /**
   * How often a clause opens, goes on and closes, as means over some steps; they sum to 1.
   *
   * @param opening share of opening symbols
   * @param filler share of fillers
   * @param closing share of closing symbols
   */
  private record Shares(double opening, double filler, double closing) {
    /** Over symbols {@code first} to {@code last} of a trial, from 1. */
    static Shares of(int first, int last, double p) {
      double o = 1;
      double f = 0;
      double c = 0;
      double[] sums = new double[3];
      for (int t = 1; t <= last; t++) {
        if (t >= first) {
          sums[0] += o;
          sums[1] += f;
          sums[2] += c;
        }
        double closes = p * f;
        f = o + (1 - p) * f;
        o = c;
        c = closes;
      }
      double steps = last - first + 1;
      return new Shares(sums[0] / steps, sums[1] / steps, sums[2] / steps);
    }
  }

  private record Source(Options options) implements TrialSource {
    @Override
    public List<Column> columns() {
      int k = options.classes();
      Column.Type type = Column.Type.ofRange(0, options.symbols() - 1);
      String meaning =
          "symbol at each step: 0 to %d open, %d to %d close, from %d on fillers"
              .formatted(k - 1, k, 2 * k - 1, 2 * k);
      return List.of(
          new Column("x", type, options.T(), meaning),
          new Column("y", type, options.T(), "the symbol that follows"));
    }

    @Override
    public SequenceFormat format() {
      int steps = options.T();
      return new SequenceFormat(
          steps,
          new Channel("x", Kind.SYMBOL, options.symbols(), steps),
          new Channel("y", Kind.SYMBOL, options.symbols(), steps),
          0,
          steps);
    }

    @Override
    public double chanceAccuracy() {
      Shares targets = Shares.of(2, options.T() + 1, p());
      double ends = Math.max(targets.opening(), targets.closing()) / options.classes();
      return Math.max(ends, targets.filler() / options.fillers());
    }

    @Override
    public double chanceLoss() {
      return loss() + inputs().filler() * p() * StrictMath.log(options.classes());
    }

    @Override
    public OptionalDouble leastLoss() {
      return OptionalDouble.of(loss());
    }

    private double loss() {
      double p = p();
      double h = -p * StrictMath.log(p) - (1 - p) * StrictMath.log(1 - p);
      Shares inputs = inputs();
      return inputs.closing() * StrictMath.log(options.classes())
          + inputs.opening() * StrictMath.log(options.fillers())
          + inputs.filler() * (h + (1 - p) * StrictMath.log(options.successors()));
    }

    private Shares inputs() {
      return Shares.of(1, options.T(), p());
    }

    private double p() {
      return 1.0 / options.distance();
    }

    @Override
    public void fill(CounterRandom random, TrialBuffer trial) {
      int[] input = trial.ints(INPUT);
      int[] target = trial.ints(TARGET);
      int k = options.classes();
      int open = random.nextInt(k);
      int symbol = open;
      for (int t = 0; t < input.length; t++) {
        input[t] = symbol;
        if (symbol < k) {
          symbol = 2 * k + random.nextInt(options.fillers());
        } else if (symbol < 2 * k) {
          open = random.nextInt(k);
          symbol = open;
        } else if (random.nextInt(options.distance()) == 0) {
          symbol = k + open;
        } else {
          symbol = 2 * k + successor(symbol - 2 * k, random);
        }
        target[t] = symbol;
      }
    }

    private int successor(int filler, CounterRandom random) {
      int s = options.successors();
      return (s * filler + random.nextInt(s)) % options.fillers();
    }
  }
}
