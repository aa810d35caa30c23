package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Column;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The trials of any task with one label each, some of whose training labels are wrong: with
 * probability q a label is replaced by another class, each as likely, and the column {@link
 * Column#NOISY} is 1 there. Trials of other splits keep their labels. The chance levels and the
 * least loss are those of right labels.
 *
 * <p>It is put around a task, so that no task knows of it. What it draws is a stream of its own: a
 * trial is the one that the task makes without noise, but for its label.
 */
public final class NoisyLabels implements TrialSource {
  private static final long serialVersionUID = 1L;

  private final TrialSource task;
  private final double noise;
  private final int labelColumn;
  private final int classes;

  /**
   * The trials of a task with noise.
   *
   * @param noise q, in [0, 1]
   * @throws Failure of kind CONFIGURATION when a trial of the task has not one class for a label
   */
  public NoisyLabels(TrialSource task, double noise) {
    SequenceFormat.Channel target = task.format().target();
    if (target.kind() != Kind.SYMBOL || target.steps() != 1 || target.width() < 2) {
      throw Failure.configuration(
          "data.labelNoise = %s needs a task with one label of several classes a trial; this one has %d steps of %s"
              .formatted(noise, target.steps(), target.coding()));
    }
    this.task = task;
    this.noise = noise;
    labelColumn = task.columns().stream().map(Column::name).toList().indexOf(target.column());
    classes = target.width();
  }

  @Override
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>(task.columns());
    columns.add(
        new Column(
            Column.NOISY,
            Column.Type.INT8,
            1,
            "1 where the label is wrong on purpose, in the split train alone; otherwise 0"));
    return List.copyOf(columns);
  }

  @Override
  public SequenceFormat format() {
    return task.format();
  }

  @Override
  public Optional<ObjectTable> objects() {
    return task.objects();
  }

  @Override
  public double chanceAccuracy() {
    return task.chanceAccuracy();
  }

  @Override
  public double chanceLoss() {
    return task.chanceLoss();
  }

  @Override
  public OptionalDouble leastLoss() {
    return task.leastLoss();
  }

  @Override
  public void requireRows(String split, long rows) {
    task.requireRows(split, rows);
  }

  @Override
  public void fill(CounterRandom random, TrialBuffer trial) {
    task.fill(random, trial);
    int[] flag = trial.ints(task.columns().size());
    flag[0] = 0;
    if (random.stream() != Streams.TRAIN) {
      return;
    }
    CounterRandom own = new CounterRandom(random.seed(), Streams.LABEL_NOISE, random.row());
    if (own.nextDouble() < noise) {
      flag[0] = 1;
      int[] label = trial.ints(labelColumn);
      label[0] = (label[0] + 1 + own.nextInt(classes - 1)) % classes;
    }
  }
}
