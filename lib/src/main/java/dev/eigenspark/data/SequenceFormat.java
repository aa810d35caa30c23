package dev.eigenspark.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.eigenspark.Failure;
import java.io.Serializable;
import java.util.Optional;

/**
 * How a trial is presented to a network: which columns are input and target, how they are encoded,
 * and which steps count for accuracy. It travels in the dataset's manifest, so that training needs
 * nothing of the task's code.
 *
 * @param steps time steps of a trial
 * @param input what the network sees at each step
 * @param target what it must say
 * @param scoredFrom first target step that counts for accuracy (inclusive)
 * @param scoredTo last target step that counts for accuracy (exclusive)
 * @param objectShape size of the images when the input is objects, otherwise null; {@link #objects}
 *     is the way to ask
 */
public record SequenceFormat(
    int steps,
    Channel input,
    Channel target,
    int scoredFrom,
    int scoredTo,
    @JsonInclude(JsonInclude.Include.NON_NULL) ObjectShape objectShape)
    implements Serializable {
  /**
   * A step of a real target is right when every number is off by less than this: the criterion of
   * Hochreiter and Schmidhuber (1997, section 5.4) for the adding problem.
   */
  public static final double TOLERANCE = 0.04;

  /** How a column's numbers reach the network. */
  public enum Kind {
    /** One symbol in [0, width) a step, presented one-hot. */
    SYMBOL,
    /** {@code width} real numbers a step. */
    REAL,
    /** {@code width} bytes in [0, 255] a step, presented as byte / 255. */
    BYTE,
    /** One object in [0, width) a step, by its number in the dataset's {@link ObjectTable}. */
    OBJECT
  }

  /**
   * One column seen as a sequence.
   *
   * @param column its name
   * @param kind how its numbers are read
   * @param width number of symbols, of reals or of bytes, at each step; for objects, how many there
   *     are
   * @param steps steps it holds; a target with one step belongs to the last time step
   */
  public record Channel(String column, Kind kind, int width, int steps) implements Serializable {
    /** Validates the sizes. */
    public Channel {
      if (width < 1 || steps < 1) {
        throw Failure.data(
            "channel '" + column + "': width " + width + " and steps " + steps + " must be >= 1");
      }
    }

    /** Numbers of the column at each step: a symbol or an object is one, however many there are. */
    public int numbers() {
      return kind == Kind.SYMBOL || kind == Kind.OBJECT ? 1 : width;
    }

    /** What a step holds, in words: {@code one of 10 symbols}, {@code 1 real number}. */
    public String coding() {
      String plural = width == 1 ? "" : "s";
      return switch (kind) {
        case SYMBOL -> "one of " + width + " symbols";
        case REAL -> width + " real number" + plural;
        case BYTE -> width + " byte" + plural;
        case OBJECT -> "one of " + width + " object" + plural;
      };
    }
  }

  /** Validates that the parts fit together. */
  public SequenceFormat {
    if (input.steps() != steps || (target.steps() != steps && target.steps() != 1)) {
      throw Failure.data("input and target steps do not fit " + steps + " steps");
    }
    if (target.kind() == Kind.BYTE || target.kind() == Kind.OBJECT) {
      throw Failure.data("bytes and objects cannot be a target: '" + target.column() + "'");
    }
    if ((input.kind() == Kind.OBJECT) != (objectShape != null)) {
      throw Failure.data(
          "input '" + input.column() + "': objectShape is there exactly when the kind is OBJECT");
    }
    if (scoredFrom < 0 || scoredTo <= scoredFrom || scoredTo > target.steps()) {
      throw Failure.data(
          "scored steps [" + scoredFrom + ", " + scoredTo + ") do not fit " + target.steps());
    }
  }

  /** The format of trials without objects. */
  public SequenceFormat(int steps, Channel input, Channel target, int scoredFrom, int scoredTo) {
    this(steps, input, target, scoredFrom, scoredTo, null);
  }

  /** Size of the objects' images, when the input is objects. */
  public Optional<ObjectShape> objects() {
    return Optional.ofNullable(objectShape);
  }
}
