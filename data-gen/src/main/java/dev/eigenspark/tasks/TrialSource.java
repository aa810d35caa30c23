package dev.eigenspark.tasks;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.rng.CounterRandom;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A task with its options fixed: a pure function from a counter-based random stream to a trial. The
 * stream is already positioned at (seed, split, row), so the same row is the same trial wherever it
 * is made. A task draws its trial from the stream; one whose trials lie in files asks the stream
 * where it stands ({@link CounterRandom#stream}, {@link CounterRandom#row}) and looks it up.
 */
public interface TrialSource extends Serializable {
  /** The columns of a trial, in the order in which {@link TrialBuffer} numbers them. */
  List<Column> columns();

  /** How a network reads the columns. */
  SequenceFormat format();

  /**
   * The objects that the trials name by number, where {@link #format} says that they are objects.
   * The driver asks for them, once for each dataset.
   *
   * @throws dev.eigenspark.Failure one line that says why they cannot be made
   */
  default Optional<ObjectTable> objects() {
    return Optional.empty();
  }

  /** Accuracy of a guess that ignores the input, on the scored steps, in [0, 1]. */
  double chanceAccuracy();

  /**
   * Mean loss of a target step of the best predictor without memory: cross-entropy in nats for
   * symbols, squared error for reals.
   */
  double chanceLoss();

  /**
   * Mean loss of a target step of the best predictor of all, where it is known: what no model can
   * go below but by chance. In the units of {@link #chanceLoss}.
   */
  default OptionalDouble leastLoss() {
    return OptionalDouble.empty();
  }

  /**
   * Checks that the split can have so many rows, before the first is made. Trials that are drawn
   * have no end, so that there is nothing to check.
   *
   * @throws dev.eigenspark.Failure one line with the number asked for and the number there is
   */
  default void requireRows(String split, long rows) {}

  /** Writes one trial. Every element of every column is written. */
  void fill(CounterRandom random, TrialBuffer trial);
}
