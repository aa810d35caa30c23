package dev.eigenspark.rng;

import dev.eigenspark.Failure;
import dev.eigenspark.Nearest;
import java.util.List;

/**
 * The stream numbers of {@link CounterRandom}: what random numbers are for. Two streams never share
 * a number, so that, for instance, no training trial repeats in the test split. The values are part
 * of the data format: changing one changes every dataset or run.
 */
public final class Streams {
  /** Trials of the split "train". */
  public static final int TRAIN = 1;

  /** Trials of the split "valid". */
  public static final int VALID = 2;

  /** Trials of the split "test". */
  public static final int TEST = 3;

  /** Objects: their shapes, which are held out, and the order of the trials with them. */
  public static final int OBJECTS = 4;

  /** Colours of objects. */
  public static final int COLOURS = 5;

  /** Which training labels are wrong on purpose, and what they are. */
  public static final int LABEL_NOISE = 6;

  /** Initial parameters of a model. */
  public static final int INIT = 16;

  /** Order in which training visits the rows. */
  public static final int SHUFFLE = 17;

  /** Which recurrent edges a training step blocks on the way back. */
  public static final int DETACH = 18;

  /** Labels that are drawn from what a network predicts. */
  public static final int LABELS = 19;

  /** Random signs of the outputs of a network. */
  public static final int SIGNS = 20;

  /** Random directions in the space of the parameters. */
  public static final int PROBES = 21;

  /** Points, directions and maps that an analysis makes up. */
  public static final int SYNTHETIC = 32;

  private static final List<String> SPLITS = List.of("train", "valid", "test");

  private Streams() {}

  /**
   * The split whose trials come from a stream; the inverse of {@link #ofSplit}.
   *
   * @throws IllegalArgumentException if the stream is no split's
   */
  public static String splitOf(int stream) {
    return switch (stream) {
      case TRAIN -> "train";
      case VALID -> "valid";
      case TEST -> "test";
      default -> throw new IllegalArgumentException("stream " + stream + " is no split's");
    };
  }

  /**
   * The stream of a split's trials.
   *
   * @throws Failure of kind CONFIGURATION if {@code split} is not train, valid or test
   */
  public static int ofSplit(String split) {
    return switch (split) {
      case "train" -> TRAIN;
      case "valid" -> VALID;
      case "test" -> TEST;
      default ->
          throw Failure.configuration(
              "unknown split '" + split + "'" + Nearest.suggestion(split, SPLITS));
    };
  }
}
