package dev.eigenspark.tasks;

import static dev.eigenspark.tasks.RelationalTrials.assertBalanced;
import static dev.eigenspark.tasks.RelationalTrials.assertHeldOut;
import static dev.eigenspark.tasks.RelationalTrials.patterns;
import static dev.eigenspark.tasks.RelationalTrials.plain;
import static dev.eigenspark.tasks.RelationalTrials.rows;
import static dev.eigenspark.tasks.RelationalTrials.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.RelationalTrials.Trial;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RmtsTaskTest {
  @Test
  void theLabelIsThePairWithTheRelationOfTheSource() {
    List<Trial> trials = trials(source(100, 0, TrialSet.STREAM), Streams.TRAIN, 10_000);
    for (Trial trial : trials) {
      boolean source = same(trial, 0);
      assertThat(same(trial, 2 + 2 * trial.label())).isEqualTo(source);
      assertThat(same(trial, 4 - 2 * trial.label())).isNotEqualTo(source);
    }
    assertBalanced(trials, 2);
  }

  private static boolean same(Trial trial, int pair) {
    return trial.ids().get(pair).equals(trial.ids().get(pair + 1));
  }

  @Test
  void trialsAreThoseOfTheGuidesPython() {
    // Golden, from docs/guides/datasets.md: a change here changes every dataset.
    assertThat(trials(source(100, 95, TrialSet.STREAM), Streams.TRAIN, 4))
        .containsExactly(
            new Trial(List.of(62, 62, 30, 30, 18, 32), 0),
            new Trial(List.of(32, 32, 30, 42, 62, 62), 1),
            new Trial(List.of(18, 18, 32, 32, 62, 30), 0),
            new Trial(List.of(32, 42, 18, 62, 30, 30), 0));
  }

  @Test
  void fourPatternsAreEquallyFrequent() {
    assertThat(patterns(trials(source(100, 0, TrialSet.STREAM), Streams.TRAIN, 10_000)))
        .containsOnlyKeys("aabbcd", "aabcdd", "abcdee", "abccde")
        .allSatisfy((pattern, count) -> assertThat(count).isBetween(2300, 2700));
  }

  @Test
  void trainingNeverShowsHeldOutObjects() {
    assertHeldOut(source(100, 95, TrialSet.STREAM), 100, 95);
  }

  @Test
  void aFixedSetIsEveryTrialOnce() {
    TrialSource source = source(100, 95, TrialSet.FIXED);
    assertThat(rows(source, "train")).isEqualTo(480);
    List<Trial> trials = trials(source, Streams.TRAIN, 480);
    assertThat(new HashSet<>(trials)).hasSize(480);
    assertThat(trials.stream().filter(trial -> same(trial, 0))).hasSize(240);
    assertThat(trials.stream().filter(trial -> trial.label() == 0)).hasSize(240);
    // 240 C(n, 5) twice, for the smaller kind is repeated.
    assertThat(rows(source(6, 0, TrialSet.FIXED), "train")).isEqualTo(2 * (1440 - 72));
    assertThat(rows(source(100, 85, TrialSet.FIXED), "train")).isEqualTo(2 * 720_720);
  }

  @Test
  void needsFiveObjectsInEveryPool() {
    assertThatThrownBy(() -> source(100, 96, TrialSet.STREAM))
        .hasMessage("n = 100, m = 96: train would have 4 objects, a trial shows 5");
  }

  private static TrialSource source(int n, int m, TrialSet trials) {
    return new RmtsTask().source(plain(n, m, trials));
  }
}
