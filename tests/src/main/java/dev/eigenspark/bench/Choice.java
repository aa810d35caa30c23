package dev.eigenspark.bench;

import dev.eigenspark.Failure;
import dev.eigenspark.Nearest;
import java.util.List;
import java.util.function.Function;

/** The workloads that {@code --workloads} names. */
final class Choice {
  private Choice() {}

  /**
   * Those of {@code all} with these names, all of them for none.
   *
   * @throws Failure of kind USAGE for an unknown name
   */
  static <W> List<W> of(List<String> names, List<W> all, Function<W, String> name) {
    List<String> known = all.stream().map(name).toList();
    for (String wanted : names) {
      if (!known.contains(wanted)) {
        throw Failure.usage(
            "--workloads: unknown workload '" + wanted + "'" + Nearest.suggestion(wanted, known));
      }
    }
    return all.stream().filter(w -> names.isEmpty() || names.contains(name.apply(w))).toList();
  }
}
