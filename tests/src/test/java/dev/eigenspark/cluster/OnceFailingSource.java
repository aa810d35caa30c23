package dev.eigenspark.cluster;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.tasks.TrialBuffer;
import dev.eigenspark.tasks.TrialSource;
import java.util.List;
import org.apache.spark.TaskContext;

/** A sound task that breaks down on the first attempt at every shard, part of the way through. */
record OnceFailingSource(TrialSource sound) implements TrialSource {
  @Override
  public List<Column> columns() {
    return sound.columns();
  }

  @Override
  public SequenceFormat format() {
    return sound.format();
  }

  @Override
  public double chanceAccuracy() {
    return sound.chanceAccuracy();
  }

  @Override
  public double chanceLoss() {
    return sound.chanceLoss();
  }

  @Override
  public void fill(CounterRandom random, TrialBuffer trial) {
    sound.fill(random, trial);
    if (TaskContext.get().attemptNumber() == 0 && trial.ints(0)[0] == 1) {
      throw new IllegalStateException("injected fault");
    }
  }
}
