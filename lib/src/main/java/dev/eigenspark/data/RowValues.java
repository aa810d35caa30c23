package dev.eigenspark.data;

/** The values of one row of a dataset, one array for each column, numbered from 0 beside the id. */
public interface RowValues {
  /** The values of integer column {@code column}. */
  int[] ints(int column);

  /** The values of real column {@code column}. */
  float[] floats(int column);
}
