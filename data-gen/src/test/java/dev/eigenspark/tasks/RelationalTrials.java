package dev.eigenspark.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.Failure;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Reads trials of relational tasks, and what all of them must be. */
final class RelationalTrials {
  static final long SEED = 42;

  private RelationalTrials() {}

  /**
   * One trial.
   *
   * @param ids its objects
   * @param label its answer
   */
  record Trial(List<Integer> ids, int label) {
    /** The pattern in letters from a, such as {@code aabbcd}. */
    String letters() {
      StringBuilder letters = new StringBuilder();
      Map<Integer, Character> names = new HashMap<>();
      for (int id : ids) {
        letters.append((char) names.computeIfAbsent(id, x -> (char) ('a' + names.size())));
      }
      return letters.toString();
    }
  }

  static RelationalOptions options(int n, int m, TrialSet trials) {
    return new RelationalOptions(ObjectSet.SHAPES, n, m, trials);
  }

  /** Options of a task that could have a spurious feature, and has none. */
  static SpuriousOptions plain(int n, int m, TrialSet trials) {
    return new SpuriousOptions(ObjectSet.SHAPES, n, m, trials, Spurious.NONE, 100);
  }

  static Trial trial(TrialSource source, int stream, long row) {
    TrialBuffer buffer = new TrialBuffer(source.columns());
    Arrays.fill(buffer.ints(0), 77); // every element is written
    source.fill(new CounterRandom(SEED, stream, row), buffer);
    return new Trial(IntStream.of(buffer.ints(0)).boxed().toList(), buffer.ints(1)[0]);
  }

  static List<Trial> trials(TrialSource source, int stream, long rows) {
    return LongStream.range(0, rows).mapToObj(row -> trial(source, stream, row)).toList();
  }

  /** The rows that a fixed set has. */
  static long rows(TrialSource source, String split) {
    long least = 0;
    long most = 1L << 40;
    while (least < most) {
      long middle = (least + most + 1) / 2;
      if (allows(source, split, middle)) {
        least = middle;
      } else {
        most = middle - 1;
      }
    }
    return least;
  }

  private static boolean allows(TrialSource source, String split, long rows) {
    try {
      source.requireRows(split, rows);
      return true;
    } catch (Failure failure) {
      return false;
    }
  }

  static Set<Integer> objects(List<Trial> trials) {
    Set<Integer> objects = new HashSet<>();
    trials.forEach(trial -> objects.addAll(trial.ids()));
    return objects;
  }

  /** How often each pattern comes, by its letters. */
  static Map<String, Integer> patterns(List<Trial> trials) {
    Map<String, Integer> counts = new TreeMap<>();
    trials.forEach(trial -> counts.merge(trial.letters(), 1, Integer::sum));
    return counts;
  }

  /** Asserts that all labels are equally frequent, up to four standard deviations. */
  static void assertBalanced(List<Trial> trials, int classes) {
    int[] counts = new int[classes];
    trials.forEach(trial -> counts[trial.label()]++);
    double p = 1.0 / classes;
    double deviation = Math.sqrt(trials.size() * p * (1 - p));
    for (int label = 0; label < classes; label++) {
      assertThat((double) counts[label])
          .as("label %d", label)
          .isBetween(trials.size() * p - 4 * deviation, trials.size() * p + 4 * deviation);
    }
  }

  /** Asserts that training and test share no object and together show all. */
  static void assertHeldOut(TrialSource source, int n, int m) {
    Set<Integer> training = objects(trials(source, Streams.TRAIN, 2000));
    Set<Integer> testing = objects(trials(source, Streams.TEST, 2000));
    assertThat(training).hasSize(n - m).doesNotContainAnyElementsOf(testing);
    assertThat(testing).hasSize(m).isEqualTo(objects(trials(source, Streams.VALID, 2000)));
  }
}
