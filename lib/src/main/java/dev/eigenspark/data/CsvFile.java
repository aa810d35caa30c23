package dev.eigenspark.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A {@link Table} as CSV (RFC 4180, UTF-8, lines end with a newline): the names of the columns
 * first, numbers with all their digits, a NaN as an empty field.
 */
public final class CsvFile {
  private CsvFile() {}

  /**
   * Writes a table, in place of a file that may be there.
   *
   * @throws dev.eigenspark.Failure of kind INFRASTRUCTURE when the disk refuses
   */
  public static void write(Table table, Path file) {
    StringBuilder text = new StringBuilder();
    line(text, table.headers().stream().map(Table.Header::name).toList());
    table.rows().forEach(row -> line(text, row));
    TextFile.write(file, text.toString());
  }

  private static void line(StringBuilder text, List<?> values) {
    text.append(values.stream().map(CsvFile::field).collect(Collectors.joining(",")));
    text.append('\n');
  }

  private static String field(Object value) {
    if (value instanceof Double number && number.isNaN()) {
      return "";
    }
    String text = value.toString();
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
