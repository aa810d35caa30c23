package dev.eigenspark.nn;

import dev.eigenspark.Failure;
import dev.eigenspark.Nearest;
import java.util.Map;
import java.util.TreeMap;

/** The cells by name, as layer configurations refer to them. */
public final class Cells {
  private static final Map<String, Cell> BY_NAME = new TreeMap<>();

  static {
    for (Cell cell : new Cell[] {new TanhCell(), new ModReluCell(), new LstmCell()}) {
      BY_NAME.put(cell.name(), cell);
    }
  }

  private Cells() {}

  /**
   * The cell called {@code name}; cells have no state of their own and are shared.
   *
   * @throws Failure of kind CONFIGURATION that names the nearest known one
   */
  public static Cell get(String name) {
    Cell cell = BY_NAME.get(name);
    if (cell == null) {
      throw Failure.configuration(
          "unknown cell '" + name + "'" + Nearest.suggestion(name, BY_NAME.keySet()));
    }
    return cell;
  }
}
