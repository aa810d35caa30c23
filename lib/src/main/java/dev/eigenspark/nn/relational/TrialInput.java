package dev.eigenspark.nn.relational;

import java.util.Locale;

/** The inputs that a network of trials of objects may have, by their names in its graph. */
public enum TrialInput {
  /**
   * {@code [N, T]}: the object at each position, as an index into the U distinct objects of the
   * minibatch. It comes first, so that N is DL4J's size of the minibatch.
   */
  TRIALS,
  /** {@code [U, height width channels]}: images of the distinct objects, in [0, 1]. */
  OBJECTS,
  /** {@code [U, objects of the dataset]}: the numbers of the distinct objects, one-hot. */
  IDENTITIES;

  /** Its name. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The input of this name. */
  public static TrialInput of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
