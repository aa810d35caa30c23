package dev.eigenspark.tasks;

/**
 * Relational match to sample: a source pair and two pairs to choose from; the label is the place of
 * the pair that is same, or different, as the source is (Webb, Sinha and Cohen 2021, section 4.1).
 * With n objects there are 48 C(n, 4) trials with a source of the same and 240 C(n, 5) with one of
 * different objects; half of the trials are of each kind.
 */
public final class RmtsTask implements Task<SpuriousOptions> {
  private static final Rules RULES =
      Rules.of(
          Rule.of(1, Pattern.of("aa bb cd", 0), Pattern.of("aa cd bb", 1)),
          Rule.of(1, Pattern.of("ab cd ee", 0), Pattern.of("ab ee cd", 1)));

  @Override
  public String name() {
    return "rmts";
  }

  @Override
  public String summary() {
    return "choose the pair of objects that is same or different as a first pair is";
  }

  @Override
  public String paper() {
    return "Webb, Sinha, Cohen: Emergent Symbols through Binding in External Memory, ICLR 2021,"
        + " arXiv:2012.14601";
  }

  @Override
  public Class<SpuriousOptions> options() {
    return SpuriousOptions.class;
  }

  @Override
  public TrialSource source(SpuriousOptions options) {
    return options.source(2, RULES);
  }
}
