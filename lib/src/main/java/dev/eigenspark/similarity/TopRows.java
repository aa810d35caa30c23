package dev.eigenspark.similarity;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The rows in which one layer's features are longest, by |x_l| from large to small; of equally long
 * ones those with the smaller ids. The length is that of the features as they are: from a mean,
 * which is known at the end alone, it would depend on how rows are spread over tasks.
 */
final class TopRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Comparator<Row> ORDER =
      Comparator.comparingDouble((Row row) -> -row.length).thenComparingLong(row -> row.id);

  private final int capacity;
  private final ArrayList<Row> rows;

  /** A stacked row. */
  static final class Row implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double length;
    private final long id;
    private final float[] features;

    private Row(double length, long id, float[] features) {
      this.length = length;
      this.id = id;
      this.features = features;
    }

    long id() {
      return id;
    }

    float[] features() {
      return features;
    }
  }

  /** No rows yet, of which {@code capacity} will be kept. */
  TopRows(int capacity) {
    this.capacity = capacity;
    rows = new ArrayList<>();
  }

  /** From large to small. */
  List<Row> rows() {
    return rows;
  }

  /** Keeps a copy of the row from {@code at} on if it is among the longest. */
  void offer(double length, long id, float[] from, int at, int columns) {
    if (isFull() && !precedes(length, id, rows.get(capacity - 1))) {
      return;
    }
    float[] features = new float[columns];
    System.arraycopy(from, at, features, 0, columns);
    insert(new Row(length, id, features));
  }

  /** The longest of both. */
  static TopRows merge(TopRows a, TopRows b) {
    TopRows merged = new TopRows(a.capacity);
    a.rows.forEach(merged::insert);
    b.rows.forEach(merged::insert);
    return merged;
  }

  private boolean isFull() {
    return rows.size() == capacity;
  }

  private static boolean precedes(double length, long id, Row other) {
    return length > other.length || (length == other.length && id < other.id);
  }

  private void insert(Row row) {
    int at = 0;
    while (at < rows.size() && ORDER.compare(rows.get(at), row) <= 0) {
      at++;
    }
    rows.add(at, row);
    if (rows.size() > capacity) {
      rows.remove(capacity);
    }
  }
}
