package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A result table in memory: named, typed columns and rows of values in the same order. */
public final class Table {
  /** Type of a column: {@code Long}, {@code Double} or {@code String} in Java. */
  public enum Type {
    LONG,
    DOUBLE,
    STRING
  }

  /**
   * One column.
   *
   * @param name its name in Parquet
   * @param type its type
   * @param meaning one phrase, with the unit
   */
  public record Header(String name, Type type, String meaning) {}

  private final List<Header> headers;
  private final List<List<Object>> rows = new ArrayList<>();

  /** An empty table with these columns. */
  public Table(List<Header> headers) {
    this.headers = List.copyOf(headers);
    if (headers.stream().map(Header::name).distinct().count() != headers.size()) {
      throw new IllegalArgumentException("two columns share a name: " + headers);
    }
  }

  /** The columns. */
  public List<Header> headers() {
    return headers;
  }

  /** The rows, each with one value for every column. */
  public List<List<Object>> rows() {
    return Collections.unmodifiableList(rows);
  }

  /** Appends a row; integers widen to {@code Long}, floats to {@code Double}. */
  public void add(Object... values) {
    if (values.length != headers.size()) {
      throw new IllegalArgumentException(
          values.length + " values for " + headers.size() + " columns");
    }
    List<Object> row = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      row.add(cast(headers.get(i), values[i]));
    }
    rows.add(List.copyOf(row));
  }

  private static Object cast(Header header, Object value) {
    boolean whole = value instanceof Long || value instanceof Integer || value instanceof Short;
    return switch (header.type()) {
      case LONG -> {
        if (whole) {
          yield ((Number) value).longValue();
        }
        throw mismatch(header, value);
      }
      case DOUBLE -> {
        if (whole || value instanceof Double || value instanceof Float) {
          yield ((Number) value).doubleValue();
        }
        throw mismatch(header, value);
      }
      case STRING -> {
        if (value instanceof String text) {
          yield text;
        }
        throw mismatch(header, value);
      }
    };
  }

  private static Failure mismatch(Header header, Object value) {
    return Failure.data("column '" + header.name() + "' takes " + header.type() + ", got " + value);
  }
}
