package dev.eigenspark.tasks;

/**
 * Distribution of twenty: {@link DistributionTrials} of 20 objects, 60 positions and 21 labels
 * (Kerg et al. 2022; the tasks {@code dist20} and {@code dist20_hard17} of the released code).
 */
public final class Dist20Task implements Task<DistributionOptions> {
  private static final int ROW = 20;

  @Override
  public String name() {
    return "dist20";
  }

  @Override
  public String summary() {
    return "choose the object that completes a second row of the same twenty";
  }

  @Override
  public String paper() {
    return "Kerg, Mittal, Rolnick, Bengio, Richards, Lajoie: On Neural Architecture Inductive Biases"
        + " for Relational Tasks, 2022, arXiv:2206.05056";
  }

  @Override
  public Class<DistributionOptions> options() {
    return DistributionOptions.class;
  }

  @Override
  public TrialSource source(DistributionOptions options) {
    return new DistributionTrials(ROW, options);
  }
}
