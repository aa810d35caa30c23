package dev.eigenspark.tasks;

/**
 * Same or different: two objects, {@code aa} (label 0) or {@code ab} (label 1), each half of the
 * trials (Webb, Sinha and Cohen 2021, section 4.1). With n objects there are n(n-1) different pairs
 * and n same ones, 2n(n-1) trials when the same ones are repeated to balance them.
 */
public final class SameDifferentTask implements Task<SpuriousOptions> {
  static final Rules RULES =
      Rules.of(Rule.of(1, Pattern.of("aa", 0)), Rule.of(1, Pattern.of("ab", 1)));

  @Override
  public String name() {
    return "same-different";
  }

  @Override
  public String summary() {
    return "say whether two objects are the same";
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
