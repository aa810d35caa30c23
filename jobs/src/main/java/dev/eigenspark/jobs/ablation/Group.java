package dev.eigenspark.jobs.ablation;

import dev.eigenspark.config.Ablation;
import dev.eigenspark.config.Ablation.Axis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs that differ only in what means go over.
 *
 * @param texts their common value of each other axis, in their order
 * @param runs the runs
 */
record Group(List<String> texts, List<RunRecord> runs) {
  /** The axes that tell groups apart: all but the one that means go over. */
  static List<Axis> axes(Ablation ablation) {
    return ablation.axes().stream()
        .filter(axis -> !axis.key().equals(ablation.options().over()))
        .toList();
  }

  /** The groups, in the order of their first runs. */
  static List<Group> of(Ablation ablation, List<RunRecord> runs) {
    // The axis that means go over is the last.
    int shared = axes(ablation).size();
    Map<List<String>, List<RunRecord>> byTexts = new LinkedHashMap<>();
    for (RunRecord run : runs) {
      List<String> texts = run.cell().texts().subList(0, shared);
      byTexts.computeIfAbsent(texts, t -> new ArrayList<>()).add(run);
    }
    return byTexts.entrySet().stream().map(e -> new Group(e.getKey(), e.getValue())).toList();
  }

  /** As the figure calls it, {@code every 1, lr 1e-3}. */
  String label(List<String> names) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      parts.add(names.get(i) + " " + texts.get(i));
    }
    return parts.isEmpty() ? "all runs" : String.join(", ", parts);
  }

  List<RunRecord> ended() {
    return runs.stream().filter(RunRecord::ended).toList();
  }
}
