package dev.eigenspark.tasks;

/**
 * Distribution of ten: {@link DistributionTrials} of 10 objects, 30 positions and 11 labels (Kerg
 * et al. 2022; the tasks {@code dist10} and {@code dist10_hard7} of the released code).
 */
public final class Dist10Task implements Task<DistributionOptions> {
  private static final int ROW = 10;

  @Override
  public String name() {
    return "dist10";
  }

  @Override
  public String summary() {
    return "choose the object that completes a second row of the same ten";
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
