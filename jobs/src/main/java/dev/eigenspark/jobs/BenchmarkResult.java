package dev.eigenspark.jobs;

import java.util.ArrayList;
import java.util.List;

/**
 * What a benchmark found.
 *
 * @param summary all figures, printed as JSON with {@code --json}
 * @param tables the figures for a person
 * @param notes what was measured on, and what has to be known to read the tables; one line each
 */
public record BenchmarkResult(Object summary, List<Table> tables, List<String> notes) {

  /**
   * Figures in rows.
   *
   * @param head the name of each column
   * @param rows one cell for each column
   */
  public record Table(List<String> head, List<List<String>> rows) {
    /** Validates that every row has a cell for each column. */
    public Table {
      head = List.copyOf(head);
      rows = List.copyOf(rows);
      for (List<String> row : rows) {
        if (row.size() != head.size()) {
          throw new IllegalArgumentException(
              "a row of " + row.size() + " cells under " + head.size() + " columns");
        }
      }
    }
  }

  /** Copies the lists. */
  public BenchmarkResult {
    tables = List.copyOf(tables);
    notes = List.copyOf(notes);
  }

  /** The tables and notes for a terminal. */
  List<String> text() {
    List<String> lines = new ArrayList<>();
    for (Table table : tables) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(table.head());
      rows.addAll(table.rows());
      lines.addAll(Columns.align(rows));
      lines.add("");
    }
    lines.addAll(notes);
    return lines;
  }

  /** The tables and notes as a piece of a Markdown page. */
  List<String> markdown() {
    List<String> lines = new ArrayList<>();
    for (Table table : tables) {
      lines.add(row(table.head()));
      lines.add(row(table.head().stream().map(name -> "---").toList()));
      table.rows().forEach(cells -> lines.add(row(cells)));
      lines.add("");
    }
    notes.forEach(note -> lines.add("- " + note));
    return lines;
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
