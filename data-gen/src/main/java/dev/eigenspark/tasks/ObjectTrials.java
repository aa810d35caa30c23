package dev.eigenspark.tasks;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import java.util.List;
import java.util.Optional;

/**
 * What relational trials have in common: T objects by number, and one label at the end, all labels
 * equally likely.
 */
abstract class ObjectTrials implements TrialSource {
  private static final long serialVersionUID = 1L;

  static final int IDS = 0;
  static final int LABEL = 1;

  private static final String IDS_NAME = "ids";
  private static final String LABEL_NAME = "label";

  private final int steps;
  private final int classes;
  private final Stimuli stimuli;

  /**
   * Trials of this form.
   *
   * @param steps T
   * @param classes how many labels there are
   */
  ObjectTrials(int steps, int classes, Stimuli stimuli) {
    this.steps = steps;
    this.classes = classes;
    this.stimuli = stimuli;
  }

  @Override
  public final List<Column> columns() {
    return List.of(
        new Column(
            IDS_NAME,
            Column.Type.ofRange(0, stimuli.count() - 1),
            steps,
            "objects, by their number in " + ObjectTable.FILE),
        new Column(
            LABEL_NAME, Column.Type.ofRange(0, classes - 1), 1, "answer, 0 to " + (classes - 1)));
  }

  @Override
  public final SequenceFormat format() {
    return new SequenceFormat(
        steps,
        new Channel(IDS_NAME, Kind.OBJECT, stimuli.count(), steps),
        new Channel(LABEL_NAME, Kind.SYMBOL, classes, 1),
        0,
        1,
        stimuli.shape());
  }

  @Override
  public final Optional<ObjectTable> objects() {
    return Optional.of(stimuli.draw());
  }

  @Override
  public final double chanceAccuracy() {
    return 1.0 / classes;
  }

  @Override
  public final double chanceLoss() {
    return StrictMath.log(classes);
  }
}
