package dev.eigenspark.tasks.generate;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.tasks.TrialBuffer;
import dev.eigenspark.tasks.TrialSource;
import java.util.List;
import org.apache.spark.TaskContext;

/** A task whose first {@code faults} attempts at shard 1 break down. */
record FaultySource(TrialSource sound, int faults) implements TrialSource {
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
    TaskContext task = TaskContext.get();
    if (task.partitionId() == 1 && task.attemptNumber() < faults) {
      throw new IllegalStateException("injected fault");
    }
    sound.fill(random, trial);
  }
}
