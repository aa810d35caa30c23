package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import java.io.Serializable;
import java.util.List;

/**
 * What tasks share that show K of S symbols among blanks, then a cue, and score the last K steps,
 * where the symbols are to be recalled. The blank is 0 and the cue the largest symbol; it is never
 * a target.
 *
 * @param steps time steps of a trial
 * @param symbols distinct symbols, S
 * @param tokens symbols to recall, K
 * @param cue the number of the cue
 */
record Recall(int steps, int symbols, int tokens, int cue) implements Serializable {

  /**
   * Checks a setting.
   *
   * @throws Failure of kind CONFIGURATION that begins with the name of the setting
   */
  static void require(String key, int value, int least, int most, String meaning) {
    if (value < least || value > most) {
      String bound = value < least ? "at least " + least : "at most " + most;
      throw Failure.configuration(key + " = " + value + " must be " + bound + " (" + meaning + ")");
    }
  }

  List<Column> columns() {
    Column.Type type = Column.Type.ofRange(0, cue);
    return List.of(
        new Column("x", type, steps, "input symbol at each step: 0 blank, " + cue + " cue"),
        new Column("y", type, steps, "target symbol at each step: 0 blank"));
  }

  SequenceFormat format() {
    return new SequenceFormat(
        steps,
        new Channel("x", Kind.SYMBOL, cue + 1, steps),
        new Channel("y", Kind.SYMBOL, cue, steps),
        steps - tokens,
        steps);
  }

  /** Of a guess among the symbols. */
  double chanceAccuracy() {
    return 1.0 / symbols;
  }

  /** Of blanks where they are sure, and every symbol as likely as another at the end. */
  double chanceLoss() {
    return tokens * StrictMath.log(symbols) / steps;
  }
}
