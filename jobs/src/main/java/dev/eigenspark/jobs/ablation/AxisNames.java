package dev.eigenspark.jobs.ablation;

import dev.eigenspark.config.Ablation.Axis;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Short names for what an ablation varies, for columns and directories: the end of the key that no
 * other key has, as {@code every} for {@code train.averaging.every}.
 */
public final class AxisNames {
  private AxisNames() {}

  /** A name for each axis, in their order. */
  public static List<String> of(List<Axis> axes) {
    List<List<String>> keys =
        axes.stream().map(axis -> Arrays.asList(axis.key().split("\\."))).toList();
    int longest = keys.stream().mapToInt(List::size).max().orElse(0);
    for (int words = 1; words < longest; words++) {
      int length = words;
      List<String> names = keys.stream().map(key -> end(key, length)).toList();
      boolean free = Collections.disjoint(names, ResultsTable.FIXED);
      if (free && Set.copyOf(names).size() == names.size()) {
        return names;
      }
    }
    return keys.stream().map(key -> whole(end(key, longest))).toList();
  }

  /** What tells a run from the others, as {@code every-1_seed-2}. */
  public static String label(List<String> names, List<String> texts) {
    return String.join(
        "_",
        IntStream.range(0, names.size()).mapToObj(i -> names.get(i) + "-" + texts.get(i)).toList());
  }

  /** A list of cases may have any name. */
  private static String whole(String name) {
    return ResultsTable.FIXED.contains(name) ? "ablate_" + name : name;
  }

  private static String end(List<String> key, int words) {
    return String.join("_", key.subList(Math.max(0, key.size() - words), key.size()));
  }
}
