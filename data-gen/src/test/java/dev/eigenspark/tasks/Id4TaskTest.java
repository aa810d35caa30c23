package dev.eigenspark.tasks;

import static dev.eigenspark.tasks.RelationalTrials.assertBalanced;
import static dev.eigenspark.tasks.RelationalTrials.assertHeldOut;
import static dev.eigenspark.tasks.RelationalTrials.patterns;
import static dev.eigenspark.tasks.RelationalTrials.trials;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.Id4Task.Patterns;
import dev.eigenspark.tasks.RelationalTrials.Trial;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class Id4TaskTest {
  private static final String[] SEVEN = {"aaaa", "aaba", "aabb", "abaa", "abab", "abba", "abbb"};
  private static final String[] THREE = {"abca", "abcb", "abcc"};

  @Test
  void theAnswerFollowsTheRuleAgainWithOtherObjects() {
    for (Patterns patterns : Patterns.values()) {
      for (int stream : new int[] {Streams.TRAIN, Streams.TEST}) {
        List<Trial> trials = trials(source(patterns), stream, 6000);
        for (Trial trial : trials) {
          List<Integer> options = trial.ids().subList(7, 13);
          List<Integer> second =
              List.of(
                  trial.ids().get(4),
                  trial.ids().get(5),
                  trial.ids().get(6),
                  options.get(trial.label()));
          assertThat(new Trial(second, 0).letters()).isEqualTo(rule(trial));
          assertThat(trial.ids().subList(0, 4)).doesNotContainAnyElementsOf(second);
          assertThat(options).doesNotHaveDuplicates().containsAll(trial.ids().subList(0, 7));
        }
        assertBalanced(trials, 6);
      }
    }
  }

  @Test
  void rulesOfTrainingAndTestAreThoseOfThePatterns() {
    assertRules(Patterns.ALL, Streams.TRAIN, SEVEN);
    assertRules(Patterns.ALL, Streams.TEST, THREE);
    assertRules(Patterns.MISSING, Streams.TRAIN, "aaaa", "aaba", "abbb", "abba", "aabb");
    assertRules(Patterns.MISSING, Streams.TEST, THREE);
    assertRules(Patterns.FLIPPED, Streams.TRAIN, THREE);
    assertRules(Patterns.FLIPPED, Streams.TEST, SEVEN);
    assertRules(Patterns.FLIPPED_MISSING, Streams.TRAIN, "abcb", "abcc");
    assertRules(Patterns.FLIPPED_MISSING, Streams.TEST, SEVEN);
  }

  private static void assertRules(Patterns patterns, int stream, String... rules) {
    Map<String, Long> counts =
        trials(source(patterns), stream, 7000).stream()
            .collect(Collectors.groupingBy(Id4TaskTest::rule, TreeMap::new, Collectors.counting()));
    assertThat(counts)
        .containsOnlyKeys(rules)
        .allSatisfy(
            (rule, count) ->
                assertThat(count * rules.length / 7000.0).as(rule).isBetween(0.85, 1.15));
  }

  @Test
  void aNetworkSeesTheNumberOfPatternsOfThePaper() {
    assertThat(patterns(trials(source(Patterns.ALL), Streams.TRAIN, 60_000))).hasSize(30 + 6 * 360);
    assertThat(patterns(trials(source(Patterns.ALL), Streams.TEST, 40_000))).hasSize(3 * 720);
    assertThat(patterns(trials(source(Patterns.MISSING), Streams.TRAIN, 40_000)))
        .hasSize(30 + 4 * 360);
  }

  @Test
  void trainingNeverShowsHeldOutObjects() {
    assertHeldOut(source(Patterns.ALL), 100, 50);
  }

  /** The rule in letters from a, in order of appearance. */
  private static String rule(Trial trial) {
    return new Trial(trial.ids().subList(0, 4), 0).letters();
  }

  private static TrialSource source(Patterns patterns) {
    return new Id4Task()
        .source(new Id4Task.Options(ObjectSet.SHAPES, 100, 50, TrialSet.STREAM, patterns));
  }
}
