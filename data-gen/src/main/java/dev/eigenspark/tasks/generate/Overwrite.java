package dev.eigenspark.tasks.generate;

/** What to do when the output is there already. */
public enum Overwrite {
  /** Refuse. */
  FAIL,
  /** Take the place of an older dataset, once the new one is whole. */
  REPLACE
}
