package dev.eigenspark.train;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.SequenceScorer.Tally;

/**
 * An engine whose steps do nothing, so that what is left of a round is the round. It copies the
 * parameters in and out of memory of its own, as every engine does.
 */
final class IdleRunner implements LocalRunner {
  private final FloatBlock parameters;

  private IdleRunner(int parameters) {
    this.parameters = FloatBlock.allocate(parameters);
  }

  /**
   * Makes idle engines.
   *
   * @param parameters how many there are
   */
  record Factory(int parameters) implements LocalRunner.Factory {
    @Override
    public LocalRunner create() {
      return new IdleRunner(parameters);
    }
  }

  @Override
  public void set(TrainingState state) {
    parameters.write(state.parameters());
  }

  @Override
  public void drawAs(int worker) {}

  @Override
  public void setParameters(float[] values) {
    parameters.write(values);
  }

  @Override
  public Tally fit(SequenceBatch batch) {
    return score(batch);
  }

  @Override
  public Tally score(SequenceBatch batch) {
    int steps = (int) batch.timeMajorLabels().size(0);
    return new Tally(batch.rows(), steps, 0, new int[steps]);
  }

  @Override
  public TrainingState state(long step) {
    return new TrainingState(step, parameters.read(parameters.length()), new float[0]);
  }
}
