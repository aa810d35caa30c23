package dev.eigenspark.tasks;

import dev.eigenspark.config.Setting;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.io.Serializable;

/**
 * Relational match to sample of triples, with patterns that training does not show: a source triple
 * and two to choose from; the label is the place of the one that has the source's pattern (Kerg et
 * al. 2022; the task {@code RMTS3_hard} of the released code).
 */
public final class Rmts3Task implements Task<Rmts3Task.Options> {
  private static final Rules ALL =
      Rules.of(
          Rule.of(
              1,
              Pattern.of("aaa bbb cdc", 0),
              Pattern.of("aaa cdc bbb", 1),
              Pattern.of("aaa bbb dcc", 0),
              Pattern.of("aaa dcc bbb", 1)),
          Rule.of(
              1,
              Pattern.of("aba cdc eee", 0),
              Pattern.of("aba eee cdc", 1),
              Pattern.of("abb cdd eee", 0),
              Pattern.of("abb eee cdd", 1)),
          Rule.of(
              1,
              Pattern.of("aba cdc eff", 0),
              Pattern.of("aba eff cdc", 1),
              Pattern.of("abb cdd efe", 0),
              Pattern.of("abb efe cdd", 1)));
  private static final Rules MISSING =
      Rules.of(
          Rule.of(1, Pattern.of("aaa bbb dcc", 0), Pattern.of("aaa dcc bbb", 1)),
          Rule.of(1, Pattern.of("abb cdd eee", 0), Pattern.of("abb eee cdd", 1)),
          Rule.of(1, Pattern.of("abb cdd efe", 0), Pattern.of("abb efe cdd", 1)));
  private static final Rules TESTING =
      Rules.of(
          Rule.of(1, Pattern.of("aab ccd efg", 0), Pattern.of("aab efg ccd", 1)),
          Rule.of(1, Pattern.of("abc fgh dde", 0), Pattern.of("abc dde fgh", 1)));

  /** Which patterns training shows. */
  public enum Patterns {
    /** The twelve of the paper's code. */
    ALL,
    /** Without a source {@code aba} and without {@code cdc} to choose after {@code aaa}. */
    MISSING
  }

  /**
   * Settings of relational match to sample of triples.
   *
   * @param objects the set that the objects are from
   * @param n how many objects there are
   * @param m how many of them training does not see
   * @param trials where trials come from
   * @param patterns which patterns training shows
   */
  public record Options(
      @Setting(doc = RelationalOptions.OBJECTS, or = "glyphs") ObjectSet objects,
      @Setting(doc = RelationalOptions.N, or = "100") int n,
      @Setting(doc = RelationalOptions.M, or = "0") int m,
      @Setting(doc = RelationalOptions.TRIALS, or = "stream") TrialSet trials,
      @Setting(doc = "patterns of the training: all twelve, or half of them", or = "all")
          Patterns patterns)
      implements Serializable {
    /** Validates the ranges. */
    public Options {
      new ObjectPool(objects, n, m);
    }

    RelationalOptions shared() {
      return new RelationalOptions(objects, n, m, trials);
    }
  }

  @Override
  public String name() {
    return "rmts3";
  }

  @Override
  public String summary() {
    return "choose the triple of objects with the pattern of a first one, also of new patterns";
  }

  @Override
  public String paper() {
    return "Kerg, Mittal, Rolnick, Bengio, Richards, Lajoie: On Neural Architecture Inductive Biases"
        + " for Relational Tasks, 2022, arXiv:2206.05056";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public TrialSource source(Options options) {
    Rules training =
        switch (options.patterns()) {
          case ALL -> ALL;
          case MISSING -> MISSING;
        };
    return new RuleTrials(2, training, TESTING, options.shared());
  }
}
