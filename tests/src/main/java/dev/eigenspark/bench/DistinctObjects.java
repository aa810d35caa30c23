package dev.eigenspark.bench;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.tasks.TrialBuffer;
import dev.eigenspark.tasks.TrialSource;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.util.List;
import java.util.Optional;

/**
 * Trials that share no object: an encoder has to see every image of them. Labels are random, since
 * the values do not change the work.
 *
 * @param rows trials that there are
 * @param steps objects of a trial
 * @param classes number of labels
 */
record DistinctObjects(int rows, int steps, int classes) implements TrialSource {
  @Override
  public List<Column> columns() {
    return List.of(
        new Column("ids", Column.Type.ofRange(0, rows * steps - 1), steps, "objects"),
        new Column("label", Column.Type.ofRange(0, classes - 1), 1, "answer"));
  }

  @Override
  public SequenceFormat format() {
    return new SequenceFormat(
        steps,
        new Channel("ids", Kind.OBJECT, rows * steps, steps),
        new Channel("label", Kind.SYMBOL, classes, 1),
        0,
        1,
        ObjectSet.SHAPE);
  }

  @Override
  public Optional<ObjectTable> objects() {
    return Optional.of(ObjectSet.SHAPES.draw(rows * steps));
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
    int[] ids = trial.ints(0);
    for (int t = 0; t < steps; t++) {
      ids[t] = (int) random.row() * steps + t;
    }
    trial.ints(1)[0] = random.nextInt(classes);
  }
}
