package dev.eigenspark.jobs;

import java.util.ArrayList;
import java.util.List;

/** Rows of text with their columns one below the other. */
final class Columns {
  private static final String GAP = "  ";

  private Columns() {}

  /** One line for each row; every row has the same number of cells. */
  static List<String> align(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(other -> other.get(column).length()).max().orElse(0);
        line.append(row.get(i)).append(" ".repeat(width - row.get(i).length())).append(GAP);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
