package dev.eigenspark.tasks;

/**
 * Identity rules: three objects that follow a rule, the first two of a second triple, and four
 * options; the label is the place of the object that follows the rule again (Webb, Sinha and Cohen
 * 2021, section 4.1, after Marcus et al. 1999). The rules AAA, ABA and ABB have a third of the
 * trials each; with n objects there are 288 C(n, 4) trials of the first and 576 C(n, 4) of each of
 * the others.
 */
public final class IdentityRulesTask implements Task<SpuriousOptions> {
  private static final String OPTIONS = "abcd";
  private static final Rules RULES =
      Rules.of(
          Rule.of(1, Pattern.choices("aaa bb", 'b', OPTIONS)),
          Rule.of(1, Pattern.choices("aba cd", 'c', OPTIONS)),
          Rule.of(1, Pattern.choices("abb cd", 'd', OPTIONS)));

  @Override
  public String name() {
    return "identity-rules";
  }

  @Override
  public String summary() {
    return "choose the object that lets three objects follow the rule of three others";
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
    return options.source(4, RULES);
  }
}
