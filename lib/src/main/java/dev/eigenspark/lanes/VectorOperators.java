package dev.eigenspark.lanes;

/** The operations that are passed by name. */
public enum VectorOperators {
  /** Shift to the left. */
  LSHL,
  /** Shift to the right that keeps the sign. */
  ASHR,
  /** Exclusive or. */
  XOR
}
