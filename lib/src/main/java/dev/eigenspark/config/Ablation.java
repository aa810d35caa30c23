package dev.eigenspark.config;

import com.typesafe.config.Config;
import dev.eigenspark.Failure;
import dev.eigenspark.Nearest;
import java.util.ArrayList;
import java.util.List;

/**
 * A grid of experiments: every combination of one choice of each axis.
 *
 * @param options how the runs are compared
 * @param axes what varies, by key, with the one that means go over last; at least one
 */
public record Ablation(AblateOptions options, List<Axis> axes) {
  /** More would not be read by anybody, and is a mistake of the grid. */
  private static final long MOST_RUNS = 10_000;

  /**
   * One thing that varies.
   *
   * @param key the dotted key of a setting, or the name of a list of cases
   * @param choices its values, at least one, all different
   */
  public record Axis(String key, List<Choice> choices) {}

  /**
   * One value of an axis.
   *
   * @param text the value as text, {@code 0.001} for 1e-3, or the name of the case
   * @param settings what it changes
   */
  public record Choice(String text, Config settings) {}

  /** Brings the axes in order, and checks that there is something to do. */
  public Ablation {
    List<String> keys = axes.stream().map(Axis::key).toList();
    if (keys.isEmpty()) {
      throw Failure.configuration(
          "ablate.grid is empty; name what varies, as in ablate { grid { train.seed = [1, 2] } }");
    }
    String last = options.over();
    boolean byDefault = last.equals("train.seed");
    if (!byDefault && !keys.contains(last)) {
      throw Failure.configuration(
          "ablate.over = '" + last + "' is not varied" + Nearest.suggestion(last, keys));
    }
    options.panelKey().ifPresent(panels -> requirePanels(panels, last, keys));
    List<Axis> ordered = new ArrayList<>(axes.stream().filter(a -> !a.key().equals(last)).toList());
    axes.stream().filter(a -> a.key().equals(last)).forEach(ordered::add);
    axes = List.copyOf(ordered);
    double runs = axes.stream().mapToDouble(a -> a.choices().size()).reduce(1, (a, b) -> a * b);
    if (runs > MOST_RUNS) {
      throw Failure.configuration(
          "ablate has %.0f runs, more than %d; vary less at a time".formatted(runs, MOST_RUNS));
    }
  }

  private static void requirePanels(String panels, String over, List<String> keys) {
    if (!keys.contains(panels)) {
      throw Failure.configuration(
          "ablate.panels = '" + panels + "' is not varied" + Nearest.suggestion(panels, keys));
    }
    if (panels.equals(over)) {
      throw Failure.configuration(
          "ablate.panels = '" + panels + "' is what means go over; name another varied key");
    }
  }

  /** Every combination, one choice for each axis in their order; the last axis runs fastest. */
  public List<List<Choice>> combinations() {
    List<List<Choice>> all = List.of(List.of());
    for (Axis axis : axes) {
      List<List<Choice>> longer = new ArrayList<>();
      for (List<Choice> start : all) {
        for (Choice choice : axis.choices()) {
          List<Choice> combination = new ArrayList<>(start);
          combination.add(choice);
          longer.add(List.copyOf(combination));
        }
      }
      all = longer;
    }
    return all;
  }
}
