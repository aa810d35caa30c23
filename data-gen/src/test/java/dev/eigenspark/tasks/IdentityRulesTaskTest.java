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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IdentityRulesTaskTest {
  @Test
  void theAnswerFollowsTheRuleAgain() {
    List<Trial> trials = trials(source(100, 0, TrialSet.STREAM), Streams.TRAIN, 20_000);
    for (Trial trial : trials) {
      List<Integer> options = trial.ids().subList(5, 9);
      Trial second =
          new Trial(List.of(trial.ids().get(3), trial.ids().get(4), options.get(trial.label())), 0);
      assertThat(second.letters()).isEqualTo(rule(trial));
      assertThat(options).doesNotHaveDuplicates().containsAll(trial.ids().subList(0, 5));
    }
    assertBalanced(trials, 4);
    assertThat(patterns(trials)).hasSize(12 + 24 + 24);
  }

  @Test
  void theThreeRulesAreEquallyFrequent() {
    Map<String, Long> rules =
        trials(source(100, 0, TrialSet.STREAM), Streams.TRAIN, 9000).stream()
            .collect(
                Collectors.groupingBy(
                    IdentityRulesTaskTest::rule, TreeMap::new, Collectors.counting()));
    assertThat(rules)
        .containsOnlyKeys("aaa", "aba", "abb")
        .allSatisfy((rule, count) -> assertThat(count).isBetween(2800L, 3200L));
  }

  @Test
  void trainingNeverShowsHeldOutObjects() {
    assertHeldOut(source(100, 95, TrialSet.STREAM), 100, 95);
  }

  @Test
  void aFixedSetIsEveryTrial() {
    TrialSource source = source(100, 95, TrialSet.FIXED);
    assertThat(rows(source, "train")).isEqualTo(8_640);
    Map<String, Long> distinct =
        trials(source, Streams.TRAIN, 8_640).stream()
            .distinct()
            .collect(
                Collectors.groupingBy(
                    IdentityRulesTaskTest::rule, TreeMap::new, Collectors.counting()));
    // 288 C(5, 4) and 576 C(5, 4): 7,200, and AAA twice.
    assertThat(distinct)
        .containsExactly(Map.entry("aaa", 1440L), Map.entry("aba", 2880L), Map.entry("abb", 2880L));
  }

  private static String rule(Trial trial) {
    return new Trial(trial.ids().subList(0, 3), 0).letters();
  }

  private static TrialSource source(int n, int m, TrialSet trials) {
    return new IdentityRulesTask().source(plain(n, m, trials));
  }
}
