package dev.eigenspark.tasks;

import static dev.eigenspark.tasks.RelationalTrials.assertBalanced;
import static dev.eigenspark.tasks.RelationalTrials.assertHeldOut;
import static dev.eigenspark.tasks.RelationalTrials.patterns;
import static dev.eigenspark.tasks.RelationalTrials.plain;
import static dev.eigenspark.tasks.RelationalTrials.rows;
import static dev.eigenspark.tasks.RelationalTrials.trials;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.RelationalTrials.Trial;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Dist3TaskTest {
  @Test
  void theLabelIsThePlaceOfTheMissingObject() {
    List<Trial> trials = trials(source(100, 0, TrialSet.STREAM), Streams.TRAIN, 20_000);
    for (Trial trial : trials) {
      List<Integer> row = trial.ids().subList(0, 3);
      List<Integer> second = trial.ids().subList(3, 5);
      List<Integer> options = trial.ids().subList(5, 9);
      assertThat(row).doesNotHaveDuplicates().containsAll(second);
      assertThat(second).doesNotHaveDuplicates();
      assertThat(options).doesNotHaveDuplicates().containsAll(row);
      assertThat(row).contains(options.get(trial.label()));
      assertThat(second).doesNotContain(options.get(trial.label()));
    }
    assertBalanced(trials, 4);
    assertThat(patterns(trials))
        .hasSize(144)
        .allSatisfy((pattern, count) -> assertThat(count).isBetween(90, 190)); // 139 expected
  }

  @Test
  void trainingNeverShowsHeldOutObjects() {
    assertHeldOut(source(100, 95, TrialSet.STREAM), 100, 95);
  }

  @Test
  void aFixedSetIsEveryProblemOnceWithOptionsDrawn() {
    TrialSource source = source(100, 95, TrialSet.FIXED);
    assertThat(rows(source, "train")).isEqualTo(360); // 36 C(5, 3)
    List<Trial> trials = trials(source, Streams.TRAIN, 360);
    Set<List<Integer>> problems = new HashSet<>();
    trials.forEach(trial -> problems.add(trial.ids().subList(0, 5)));
    assertThat(problems).hasSize(360);
    assertBalanced(trials, 4);
    assertThat(rows(source(100, 85, TrialSet.FIXED), "train")).isEqualTo(36 * 455);
    assertThat(rows(source(100, 0, TrialSet.FIXED), "train")).isEqualTo(36 * 161_700 * 19L / 20);
  }

  @Test
  void thereAre24OptionListsForEachProblemAndFurtherObject() {
    Set<Trial> all = new HashSet<>(trials(source(4, 0, TrialSet.STREAM), Streams.TRAIN, 60_000));
    assertThat(all).hasSize(36 * 4 * 24); // 36 C(n, 3) 24 (n - 3) for n = 4
  }

  private static TrialSource source(int n, int m, TrialSet trials) {
    return new Dist3Task().source(plain(n, m, trials));
  }
}
