package dev.eigenspark.data;

import java.util.List;
import java.util.Objects;

/**
 * The rows of one shard in memory: each column is one primitive array of shape [rows, length] in
 * row-major order. Columns are numbered as in the manifest, rows from 0 within the shard.
 * Immutable.
 */
public final class ShardData {
  private final long firstRow;
  private final int rows;
  private final int[] lengths;
  private final ColumnValues[] values;

  ShardData(long firstRow, int rows, List<Column> columns, ColumnValues[] values) {
    this.firstRow = firstRow;
    this.rows = rows;
    this.lengths = columns.stream().mapToInt(Column::length).toArray();
    this.values = values;
  }

  /** Id of the first row; the others follow without a gap. */
  public long firstRow() {
    return firstRow;
  }

  /** Rows in the shard. */
  public int rows() {
    return rows;
  }

  /**
   * One number of an integer column.
   *
   * @throws IllegalArgumentException if the column holds real numbers
   */
  public int value(int column, int row, int step) {
    return values[column].get(start(column, row) + Objects.checkIndex(step, lengths[column]));
  }

  /**
   * Copies one row of an integer column to {@code destination} from {@code offset} on.
   *
   * @throws IllegalArgumentException if the column holds real numbers
   */
  public void copyInts(int column, int row, int[] destination, int offset) {
    ColumnValues source = values[column];
    int start = start(column, row);
    for (int i = 0; i < lengths[column]; i++) {
      destination[offset + i] = source.get(start + i);
    }
  }

  /**
   * Copies one row of any column, as real numbers, to {@code destination} from {@code offset} on.
   */
  public void copyFloats(int column, int row, float[] destination, int offset) {
    ColumnValues source = values[column];
    int start = start(column, row);
    for (int i = 0; i < lengths[column]; i++) {
      destination[offset + i] = source.getFloat(start + i);
    }
  }

  private int start(int column, int row) {
    return Objects.checkIndex(row, rows) * lengths[column];
  }
}
