package dev.eigenspark.tasks;

import static dev.eigenspark.tasks.RelationalTrials.assertBalanced;
import static dev.eigenspark.tasks.RelationalTrials.assertHeldOut;
import static dev.eigenspark.tasks.RelationalTrials.patterns;
import static dev.eigenspark.tasks.RelationalTrials.trials;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.RelationalTrials.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

class Sd6TaskTest {
  private static final TrialSource SOURCE =
      new Sd6Task().source(RelationalTrials.options(100, 50, TrialSet.STREAM));

  @Test
  void theLabelSaysWhetherTheTriplesDiffer() {
    for (int stream : new int[] {Streams.TRAIN, Streams.TEST}) {
      List<Trial> trials = trials(SOURCE, stream, 10_000);
      assertThat(trials)
          .allMatch(
              trial ->
                  trial.label()
                      == (trial.ids().subList(0, 3).equals(trial.ids().subList(3, 6)) ? 0 : 1));
      assertBalanced(trials, 2);
    }
  }

  @Test
  void trainingAndTestShareNoPattern() {
    // Of 12 parts each "same" pattern has two and each "different" one has one.
    assertThat(patterns(trials(SOURCE, Streams.TRAIN, 12_000)))
        .containsOnlyKeys(
            "aaaaaa", "abbabb", "abaaba", "aaabaa", "abbbbb", "abbbab", "ababaa", "abaaaa",
            "aaaaba")
        .allSatisfy(
            (pattern, count) ->
                assertThat(count / 1000.0)
                    .isBetween(
                        pattern.substring(0, 3).equals(pattern.substring(3)) ? 1.8 : 0.85,
                        pattern.substring(0, 3).equals(pattern.substring(3)) ? 2.2 : 1.15));
    assertThat(patterns(trials(SOURCE, Streams.TEST, 12_000)))
        .containsOnlyKeys("aabaab", "aaaaab", "aabaaa", "aabbaa", "abbbba", "aababa", "abaaab");
  }

  @Test
  void ignoringTwoPositionsIsRightInFiveOfSixTests() {
    assertThat(rightWithoutPositions3And6(Streams.TRAIN)).isEqualTo(1.0);
    assertThat(rightWithoutPositions3And6(Streams.TEST)).isBetween(0.82, 0.85);
  }

  private static double rightWithoutPositions3And6(int stream) {
    return trials(SOURCE, stream, 12_000).stream()
        .mapToInt(
            trial ->
                (trial.ids().subList(0, 2).equals(trial.ids().subList(3, 5)) ? 0 : 1)
                        == trial.label()
                    ? 1
                    : 0)
        .average()
        .orElseThrow();
  }

  @Test
  void trainingNeverShowsHeldOutObjects() {
    assertHeldOut(SOURCE, 100, 50);
  }
}
