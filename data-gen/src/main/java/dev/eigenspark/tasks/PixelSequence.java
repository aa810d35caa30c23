package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import java.io.Serializable;
import java.util.List;

/**
 * An image of a digit as a sequence: its pixels in a fixed order, one or more at each step, and its
 * class to be said after the last (Le, Jaitly and Hinton 2015, section 4.2).
 */
final class PixelSequence implements Serializable {
  /** The digits. */
  static final int CLASSES = 10;

  private static final long serialVersionUID = 1L;
  private static final int PIXELS = 0;
  private static final int LABEL = 1;

  private final int pixelsPerStep;
  private final int[] order;

  /**
   * Sequences of images.
   *
   * @param side rows and columns of an image
   * @param pixelsPerStep pixels shown at once
   * @param permutation order of the pixels
   * @param seed of a seeded permutation
   */
  PixelSequence(int side, int pixelsPerStep, Permutation permutation, long seed) {
    this.pixelsPerStep = pixelsPerStep;
    order = permutation.order(side * side, seed);
  }

  /**
   * Checks what the options of all tasks with images have in common.
   *
   * @throws Failure of kind CONFIGURATION that begins with the name of the wrong setting
   */
  static void check(int side, int pixelsPerStep, long seed) {
    int pixels = side * side;
    if (pixelsPerStep < 1 || pixels % pixelsPerStep != 0) {
      throw Failure.configuration(
          "pixelsPerStep = "
              + pixelsPerStep
              + " must divide the "
              + pixels
              + " pixels of an image");
    }
    if (seed < 0 || seed > NumpyRandomState.MAX_SEED) {
      throw Failure.configuration(
          "permutationSeed = " + seed + " must be in [0, " + NumpyRandomState.MAX_SEED + "]");
    }
  }

  /** Pixels of an image. */
  int pixels() {
    return order.length;
  }

  List<Column> columns() {
    return List.of(
        new Column("x", Column.Type.UINT8, pixels(), "pixels in the order shown: 0 to 255"),
        new Column("y", Column.Type.ofRange(0, CLASSES - 1), 1, "the digit"));
  }

  SequenceFormat format() {
    int steps = pixels() / pixelsPerStep;
    return new SequenceFormat(
        steps,
        new Channel("x", Kind.BYTE, pixelsPerStep, steps),
        new Channel("y", Kind.SYMBOL, CLASSES, 1),
        0,
        1);
  }

  /** For digits that are equally frequent, as they nearly are in MNIST. */
  double chanceAccuracy() {
    return 1.0 / CLASSES;
  }

  /** For digits that are equally frequent. */
  double chanceLoss() {
    return StrictMath.log(CLASSES);
  }

  /**
   * Writes the trial of an image.
   *
   * @param image its pixels row by row, 0 to 255
   */
  void write(int[] image, int label, TrialBuffer trial) {
    int[] shown = trial.ints(PIXELS);
    for (int i = 0; i < order.length; i++) {
      shown[i] = image[order[i]];
    }
    trial.ints(LABEL)[0] = label;
  }
}
