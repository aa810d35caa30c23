package dev.eigenspark.nn;

import dev.eigenspark.Failure;
import dev.eigenspark.Nearest;
import dev.eigenspark.linalg.VectorApi;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The cells by name, as layer configurations refer to them. */
public final class Cells {
  private static final Map<String, Cell> BY_NAME = new TreeMap<>();

  static {
    for (Cell cell : VectorApi.present() ? onVectors() : onPlainLoops()) {
      BY_NAME.put(cell.name(), cell);
    }
  }

  private Cells() {}

  /** All cells, with kernels through the Vector API. */
  static List<Cell> onVectors() {
    return List.of(
        new TanhCell(), new ModReluCell(), new LstmCell(), new GruCell(), new GoruCell());
  }

  /** The same cells without the Vector API; the build makes them from those above. */
  static List<Cell> onPlainLoops() {
    return List.of(
        new ScalarTanhCell(),
        new ScalarModReluCell(),
        new ScalarLstmCell(),
        new ScalarGruCell(),
        new ScalarGoruCell());
  }

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
