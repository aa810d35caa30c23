package dev.eigenspark.bench;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.tasks.TrialBuffer;
import dev.eigenspark.tasks.TrialSource;
import java.util.List;

/**
 * Trials of the shape of pixel-by-pixel images: one real in [0, 1) a step and one class a sequence,
 * both random, since the values do not change the work.
 *
 * @param steps time steps
 * @param classes number of classes
 */
record RandomTrials(int steps, int classes) implements TrialSource {
  @Override
  public List<Column> columns() {
    return List.of(
        new Column("x", Column.Type.FLOAT32, steps, "input at each step"),
        new Column("y", Column.Type.ofRange(0, classes - 1), 1, "class"));
  }

  @Override
  public SequenceFormat format() {
    return new SequenceFormat(
        steps,
        new Channel("x", Kind.REAL, 1, steps),
        new Channel("y", Kind.SYMBOL, classes, 1),
        0,
        1);
  }

  @Override
  public double chanceAccuracy() {
    return 1.0 / classes;
  }

  @Override
  public double chanceLoss() {
    return StrictMath.log(classes);
  }

  @Override
  public void fill(CounterRandom random, TrialBuffer trial) {
    float[] x = trial.floats(0);
    for (int t = 0; t < steps; t++) {
      x[t] = random.nextFloat();
    }
    trial.ints(1)[0] = random.nextInt(classes);
  }
}
