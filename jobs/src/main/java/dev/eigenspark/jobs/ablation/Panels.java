package dev.eigenspark.jobs.ablation;

import dev.eigenspark.config.Ablation.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How the groups of an ablation are laid out in its figure: the values of one axis are panels, the
 * combinations of the others rows.
 *
 * @param names short names of the axes that tell groups apart
 * @param across which of them the panels are; empty for a single panel
 */
record Panels(List<String> names, OptionalInt across) {
  private static final int FEWEST = 2;
  private static final int MOST = 6;

  /**
   * The layout.
   *
   * @param wanted key of the axis across; empty for the task, or else the first one that has as
   *     many values as fit and is not the model, where another is left for the rows
   * @param axes what tells groups apart
   */
  static Panels of(Optional<String> wanted, List<Axis> axes) {
    List<String> names = AxisNames.of(axes);
    List<String> keys = axes.stream().map(Axis::key).toList();
    if (wanted.isPresent()) {
      return new Panels(names, OptionalInt.of(keys.indexOf(wanted.get())));
    }
    if (axes.size() == 1) {
      return new Panels(names, OptionalInt.empty());
    }
    List<Integer> fitting =
        IntStream.range(0, axes.size()).filter(i -> fits(axes.get(i))).boxed().toList();
    int task = keys.indexOf("data.task");
    OptionalInt across =
        fitting.contains(task)
            ? OptionalInt.of(task)
            : fitting.stream().mapToInt(Integer::intValue).findFirst();
    return new Panels(names, across);
  }

  private static boolean fits(Axis axis) {
    int values = axis.choices().size();
    return values >= FEWEST && values <= MOST && !axis.key().equals("model.name");
  }

  /** What a group's panel is called. */
  String title(Group group) {
    return across.isPresent()
        ? names.get(across.getAsInt()) + " " + group.texts().get(across.getAsInt())
        : "";
  }

  /** What a group's row is called. */
  String label(Group group) {
    List<String> texts = rest(group.texts());
    return texts.isEmpty() ? "all runs" : String.join(", ", texts);
  }

  /** What the labels of the rows name. */
  String rows() {
    return String.join(", ", rest(names));
  }

  private List<String> rest(List<String> all) {
    List<String> rest = new ArrayList<>(all);
    across.ifPresent(rest::remove);
    return rest;
  }
}
