package dev.eigenspark.train;

import dev.eigenspark.nn.SequenceScorer.Tally;

/** An engine that does what another does; subclasses change some of it. */
abstract class ForwardingRunner implements LocalRunner {
  private final LocalRunner engine;

  ForwardingRunner(LocalRunner engine) {
    this.engine = engine;
  }

  @Override
  public void set(TrainingState state) {
    engine.set(state);
  }

  @Override
  public void drawAs(int worker) {
    engine.drawAs(worker);
  }

  @Override
  public void setParameters(float[] parameters) {
    engine.setParameters(parameters);
  }

  @Override
  public Tally fit(SequenceBatch batch) {
    return engine.fit(batch);
  }

  @Override
  public Tally score(SequenceBatch batch) {
    return engine.score(batch);
  }

  @Override
  public TrainingState state(long step) {
    return engine.state(step);
  }
}
