package dev.eigenspark.tasks;

import java.util.ArrayList;
import java.util.List;

/**
 * Distribution of three: a row of three objects, the first two of a second row of the same three in
 * any order, and four options; the label is the place of the missing object (Webb, Sinha and Cohen
 * 2021, section 4.1). The fourth option is any other object. With n objects there are 36 C(n, 3)
 * problems, each with 24 (n-3) lists of options; a fixed set counts problems and draws the options.
 */
public final class Dist3Task implements Task<SpuriousOptions> {
  private static final String ROW = "abc";
  private static final String OPTIONS = ROW + "d";
  private static final Rules RULES = Rules.of(Rule.ofProblems(1, ROW.length(), 24, patterns()));

  private static List<Pattern> patterns() {
    List<Pattern> patterns = new ArrayList<>();
    for (String second : Pattern.orders(ROW)) {
      patterns.addAll(Pattern.choices(ROW + second.substring(0, 2), second.charAt(2), OPTIONS));
    }
    return patterns;
  }

  @Override
  public String name() {
    return "dist3";
  }

  @Override
  public String summary() {
    return "choose the object that completes a second row of the same three";
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
