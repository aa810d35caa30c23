package dev.eigenspark.tasks;

/** A relation of relational games. Objects are the same when their images are. */
public enum GameRelation {
  /** Three objects in one of the eight lines: the outer ones are the same, the middle one not. */
  BETWEEN,
  /** Two objects in any cells are the same. */
  SAME,
  /** An object in the top row is the same as at least one of three in the bottom row. */
  OCCURS,
  /** An object in the top row is the same as exactly one of three in the bottom row. */
  XOCCURS,
  /**
   * Of two objects in any cells, neither as dark as the other, the left one is the darker; in the
   * same column, the lower one.
   */
  LEFT_OF
}
