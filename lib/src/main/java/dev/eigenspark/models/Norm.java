package dev.eigenspark.models;

/** Over what the codes of a trial are normalised. */
public enum Norm {
  /** The whole trial. */
  TRIAL,
  /** Windows of a few positions. */
  SEGMENTS,
  /** Nothing: the codes stay as they are. */
  OFF
}
