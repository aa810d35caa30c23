package dev.eigenspark.jobs.ablation;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.config.AblateOptions.Metric;
import dev.eigenspark.config.Ablation.Axis;
import dev.eigenspark.config.Ablation.Choice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs of an ablation that never were. */
final class Runs {
  private Runs() {}

  static Axis axis(String key, String... texts) {
    return new Axis(
        key, Stream.of(texts).map(text -> new Choice(text, ConfigFactory.empty())).toList());
  }

  /** A run that ended with this test accuracy, and a test loss of four times as much. */
  static RunRecord ended(double accuracy) {
    Map<Metric, Double> chances = Map.of(Metric.ACCURACY, 0.25, Metric.LOSS, 1.4);
    TreeMap<String, Double> scores =
        new TreeMap<>(Map.of("test_accuracy", accuracy, "test_loss", 4 * accuracy));
    List<Round> rounds =
        List.of(new Round(1, 10, 0.5, 1, accuracy / 2), new Round(2, 20, 0.5, 1, accuracy));
    return new RunRecord(cell(), Optional.empty(), scores, chances, rounds, "");
  }

  static RunRecord diverged() {
    Optional<Divergence> divergence = Optional.of(new Divergence("loss is NaN"));
    return new RunRecord(cell(), divergence, new TreeMap<>(), Map.of(), List.of(), "");
  }

  /** A group of every combination, with two runs each. */
  static List<Group> groups(List<Axis> axes) {
    List<List<String>> all = List.of(List.of());
    for (Axis axis : axes) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> start : all) {
        for (Choice choice : axis.choices()) {
          longer.add(Stream.concat(start.stream(), Stream.of(choice.text())).toList());
        }
      }
      all = longer;
    }
    return all.stream().map(texts -> new Group(texts, List.of(ended(0.5), ended(0.7)))).toList();
  }

  private static Cell cell() {
    return new Cell("run", List.of(), Path.of("run"));
  }
}
