package dev.eigenspark.data;

import dev.eigenspark.Failure;

/**
 * One column of a dataset beside {@code id}: a list of fixed {@code length} in every row, or one
 * value when the length is 1.
 *
 * @param name column name in Parquet
 * @param type element type on disk
 * @param length elements in each row, at least 1
 * @param meaning one phrase for the dataset card
 */
public record Column(String name, Type type, int length, String meaning) {
  /** Element types: the smallest that holds the values. */
  public enum Type {
    INT8,
    INT16,
    INT32,
    FLOAT32
  }

  /** Validates the length. */
  public Column {
    if (length < 1) {
      throw Failure.configuration("column '" + name + "': length " + length + " must be positive");
    }
  }
}
