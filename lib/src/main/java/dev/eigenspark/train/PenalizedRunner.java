package dev.eigenspark.train;

import dev.eigenspark.config.PenaltyOptions;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.SequenceScorer.Tally;

/**
 * The engine on the CPU with a {@link PenaltyGradient} in its steps. The penalty's gradient is
 * computed in the first step after a state was set, then every k steps, and used again in between.
 */
final class PenalizedRunner extends ForwardingRunner {
  /**
   * Makes it.
   *
   * @param configuration the network as JSON
   * @param seed of the labels that are drawn
   */
  record Factory(String configuration, PenaltyOptions penalty, long seed)
      implements LocalRunner.Factory {
    @Override
    public LocalRunner create() {
      return new PenalizedRunner(new Replica(configuration), this);
    }
  }

  private final PenaltyGradient penalty;
  private final int every;
  private double[] gradient;
  private long step;
  private int stepsDone;

  private PenalizedRunner(Replica replica, Factory factory) {
    super(replica);
    penalty = PenaltyGradient.of(replica.graph(), factory.penalty(), factory.seed());
    every = factory.penalty().every();
    replica.join(this::add);
  }

  private void add(FloatBlock sum) {
    for (int i = 0; i < gradient.length; i++) {
      sum.put(i, (float) (sum.get(i) + gradient[i]));
    }
  }

  @Override
  public void set(TrainingState state) {
    super.set(state);
    step = state.step();
    stepsDone = 0;
  }

  @Override
  public Tally fit(SequenceBatch batch) {
    if (stepsDone % every == 0) {
      gradient = penalty.at(batch, step);
    }
    step++;
    stepsDone++;
    return super.fit(batch);
  }
}
