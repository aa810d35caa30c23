package dev.eigenspark.tasks;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.RowValues;
import java.util.List;

/** The values of one trial, reused from row to row: one array per column. */
public final class TrialBuffer implements RowValues {
  private final int[][] ints;
  private final float[][] floats;

  /** Room for one trial with these columns. */
  public TrialBuffer(List<Column> columns) {
    ints = new int[columns.size()][];
    floats = new float[columns.size()][];
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.type() == Column.Type.FLOAT32) {
        floats[i] = new float[column.length()];
      } else {
        ints[i] = new int[column.length()];
      }
    }
  }

  /** The values of integer column {@code index}, to read and write in place. */
  @Override
  public int[] ints(int index) {
    return ints[index];
  }

  /** The values of real column {@code index}, to read and write in place. */
  @Override
  public float[] floats(int index) {
    return floats[index];
  }
}
