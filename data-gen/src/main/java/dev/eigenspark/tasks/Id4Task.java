package dev.eigenspark.tasks;

import dev.eigenspark.config.Setting;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Identity rules of four objects, with rules that training does not show: four objects that follow
 * a rule such as {@code abba}, the first three of four others, and six options; the label is the
 * place of the object that follows the rule again (Kerg et al. 2022; the task {@code
 * identity_rules4_} of the released code). All rules of a split are equally frequent.
 */
public final class Id4Task implements Task<Id4Task.Options> {
  private static final String OPTIONS = "abcdef";
  private static final Rules TWO_LETTERS =
      rules("aaaa", "abaa", "aaba", "baaa", "abba", "abab", "aabb");
  private static final Rules TWO_LETTERS_MISSING = rules("aaaa", "aaba", "baaa", "abba", "aabb");
  private static final Rules THREE_LETTERS = rules("abca", "baca", "bcaa");
  private static final Rules THREE_LETTERS_MISSING = rules("baca", "bcaa");

  /** Which rules training and test show. */
  public enum Patterns {
    /** Training the seven of one or two letters, test the three of three. */
    ALL,
    /** Training without {@code abaa} and {@code abab}. */
    MISSING,
    /** Training the three of three letters, test the seven. */
    FLIPPED,
    /** Flipped, and training without {@code abca}. */
    FLIPPED_MISSING
  }

  private static Rules rules(String... codes) {
    return new Rules(Arrays.stream(codes).map(Id4Task::rule).toList());
  }

  private static Rule rule(String code) {
    Pattern pattern = Pattern.of(code, 0);
    String first = letters(pattern, 0);
    String second = letters(pattern, pattern.letters());
    return Rule.of(1, Pattern.choices(first + second.substring(0, 3), second.charAt(3), OPTIONS));
  }

  /** The pattern in letters of the alphabet from number {@code from}. */
  private static String letters(Pattern pattern, int from) {
    StringBuilder letters = new StringBuilder();
    for (int position : pattern.positions()) {
      letters.append(OPTIONS.charAt(from + position));
    }
    return letters.toString();
  }

  /**
   * Settings of the identity rules of four.
   *
   * @param objects the set that the objects are from
   * @param n how many objects there are
   * @param m how many of them training does not see
   * @param trials where trials come from
   * @param patterns which rules training and test show
   */
  public record Options(
      @Setting(doc = RelationalOptions.OBJECTS, or = "glyphs") ObjectSet objects,
      @Setting(doc = RelationalOptions.N, or = "100") int n,
      @Setting(doc = RelationalOptions.M, or = "0") int m,
      @Setting(doc = RelationalOptions.TRIALS, or = "stream") TrialSet trials,
      @Setting(
              doc =
                  "rules of the training: all of two letters, some missing, or flipped: those of"
                      + " three letters",
              or = "all")
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
    return "id4";
  }

  @Override
  public String summary() {
    return "choose the object that lets four objects follow the rule of four others, also of new"
        + " rules";
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
          case ALL -> TWO_LETTERS;
          case MISSING -> TWO_LETTERS_MISSING;
          case FLIPPED -> THREE_LETTERS;
          case FLIPPED_MISSING -> THREE_LETTERS_MISSING;
        };
    Rules testing =
        switch (options.patterns()) {
          case ALL, MISSING -> THREE_LETTERS;
          case FLIPPED, FLIPPED_MISSING -> TWO_LETTERS;
        };
    return new RuleTrials(OPTIONS.length(), training, testing, options.shared());
  }
}
