package dev.eigenspark.train;

/**
 * What a round of training costs beside its local steps. A round of H steps is worth its overhead o
 * when {@code o <= s H c}, for steps of c seconds and the share s = {@value #SHARE}.
 *
 * @param secondsStep time of one local step, c
 * @param secondsRound time of a round without its local steps, o
 */
public record RoundCost(double secondsStep, double secondsRound) {
  /** The share of the time of the local steps that a round may cost. */
  public static final double SHARE = 0.1;

  /** The fewest local steps in a round for which it costs at most {@link #SHARE} of them. */
  public int breakEven() {
    double steps = Math.ceil(secondsRound / (SHARE * secondsStep));
    return (int) Math.max(1, Math.min(steps, Integer.MAX_VALUE));
  }

  /** What a round of {@code every} local steps costs, as a share of their time. */
  public double share(int every) {
    return secondsRound / (every * secondsStep);
  }
}
