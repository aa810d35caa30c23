package dev.eigenspark.tasks;

import static dev.eigenspark.tasks.RelationalTrials.assertBalanced;
import static dev.eigenspark.tasks.RelationalTrials.assertHeldOut;
import static dev.eigenspark.tasks.RelationalTrials.patterns;
import static dev.eigenspark.tasks.RelationalTrials.trials;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.RelationalTrials.Trial;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Rmts3TaskTest {
  private static final TrialSource ALL = source(Rmts3Task.Patterns.ALL);

  @Test
  void theLabelIsTheTripleWithThePatternOfTheSource() {
    for (int stream : new int[] {Streams.TRAIN, Streams.TEST}) {
      List<Trial> trials = trials(ALL, stream, 10_000);
      for (Trial trial : trials) {
        assertThat(triple(trial, 3 + 3 * trial.label())).isEqualTo(triple(trial, 0));
        assertThat(triple(trial, 6 - 3 * trial.label())).isNotEqualTo(triple(trial, 0));
      }
      assertBalanced(trials, 2);
    }
  }

  private static String triple(Trial trial, int from) {
    return new Trial(trial.ids().subList(from, from + 3), 0).letters();
  }

  @Test
  void trainingAndTestShareNoPattern() {
    Map<String, Integer> training = patterns(trials(ALL, Streams.TRAIN, 12_000));
    Map<String, Integer> testing = patterns(trials(ALL, Streams.TEST, 4_000));
    assertThat(training)
        .hasSize(12)
        .allSatisfy((pattern, count) -> assertThat(count).isBetween(850, 1150));
    assertThat(testing)
        .hasSize(4)
        .allSatisfy((pattern, count) -> assertThat(count).isBetween(850, 1150));
    assertThat(training).doesNotContainKeys(testing.keySet().toArray(String[]::new));
  }

  @Test
  void halfOfThePatternsCanBeMissing() {
    TrialSource missing = source(Rmts3Task.Patterns.MISSING);
    Map<String, Integer> training = patterns(trials(missing, Streams.TRAIN, 6_000));
    assertThat(training)
        .hasSize(6)
        .allSatisfy(
            (pattern, count) -> {
              assertThat(pattern).doesNotStartWith("aba");
              assertThat(count).isBetween(850, 1150);
            });
    assertThat(patterns(trials(missing, Streams.TEST, 4_000)))
        .containsOnlyKeys(
            patterns(trials(ALL, Streams.TEST, 4_000)).keySet().toArray(String[]::new));
    assertBalanced(trials(missing, Streams.TRAIN, 6_000), 2);
  }

  @Test
  void trainingNeverShowsHeldOutObjects() {
    assertHeldOut(ALL, 100, 50);
  }

  private static TrialSource source(Rmts3Task.Patterns patterns) {
    return new Rmts3Task()
        .source(new Rmts3Task.Options(ObjectSet.SHAPES, 100, 50, TrialSet.STREAM, patterns));
  }
}
