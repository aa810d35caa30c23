package dev.eigenspark.tasks;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What relational trials have in common: T objects by number, and one label at the end, all labels
 * equally likely.
 *
 * @param steps T
 * @param classes how many labels there are
 * @param pool the objects
 */
record ObjectTrials(int steps, int classes, ObjectPool pool) implements Serializable {
  static final int IDS = 0;
  static final int LABEL = 1;

  private static final String IDS_NAME = "ids";
  private static final String LABEL_NAME = "label";

  List<Column> columns() {
    return List.of(
        new Column(
            IDS_NAME,
            Column.Type.ofRange(0, pool.n() - 1),
            steps,
            "objects, by their number in " + ObjectTable.FILE),
        new Column(
            LABEL_NAME, Column.Type.ofRange(0, classes - 1), 1, "answer, 0 to " + (classes - 1)));
  }

  SequenceFormat format() {
    return new SequenceFormat(
        steps,
        new Channel(IDS_NAME, Kind.OBJECT, pool.n(), steps),
        new Channel(LABEL_NAME, Kind.SYMBOL, classes, 1),
        0,
        1,
        ObjectSet.SHAPE);
  }

  Optional<ObjectTable> objects() {
    return Optional.of(pool.objects().draw(pool.n()));
  }

  double chanceAccuracy() {
    return 1.0 / classes;
  }

  double chanceLoss() {
    return StrictMath.log(classes);
  }

  /** Names the members of a pool in place of their places in it. */
  static void name(int[] ids, int[] members) {
    for (int t = 0; t < ids.length; t++) {
      ids[t] = members[ids[t]];
    }
  }
}
