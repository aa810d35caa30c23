package dev.eigenspark.tasks;

/**
 * Same or different triples of patterns that training does not show: two triples of the objects a
 * and b, label 0 when they are the same (Kerg et al. 2022; the task {@code same_diff6_hard} of the
 * released code). The splits valid and test have no pattern of the training. Ignoring positions 3
 * and 6 is right on all of the training, and on 5 of 6 test trials.
 */
public final class Sd6Task implements Task<RelationalOptions> {
  private static final Rules TRAINING =
      Rules.of(
          Rule.of(1, Pattern.of("aaa aaa", 0)),
          Rule.of(2, Pattern.of("abb abb", 0), Pattern.of("aba aba", 0)),
          Rule.of(
              3,
              Pattern.of("aaa baa", 1),
              Pattern.of("baa aaa", 1),
              Pattern.of("baa aba", 1),
              Pattern.of("aba baa", 1),
              Pattern.of("aba aaa", 1),
              Pattern.of("aaa aba", 1)));
  private static final Rules TESTING =
      Rules.of(
          Rule.of(1, Pattern.of("aab aab", 0)),
          Rule.of(
              1,
              Pattern.of("aaa aab", 1),
              Pattern.of("aab aaa", 1),
              Pattern.of("aab baa", 1),
              Pattern.of("baa aab", 1),
              Pattern.of("aab aba", 1),
              Pattern.of("aba aab", 1)));

  @Override
  public String name() {
    return "sd6";
  }

  @Override
  public String summary() {
    return "say whether two triples are the same, also of patterns that training does not show";
  }

  @Override
  public String paper() {
    return "Kerg, Mittal, Rolnick, Bengio, Richards, Lajoie: On Neural Architecture Inductive Biases"
        + " for Relational Tasks, 2022, arXiv:2206.05056";
  }

  @Override
  public Class<RelationalOptions> options() {
    return RelationalOptions.class;
  }

  @Override
  public TrialSource source(RelationalOptions options) {
    return new RuleTrials(2, TRAINING, TESTING, options);
  }
}
