package dev.eigenspark.tasks;

import static dev.eigenspark.tasks.RelationalTrials.assertBalanced;
import static dev.eigenspark.tasks.RelationalTrials.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.RelationalTrials.Trial;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SameDifferentTrickyTaskTest {
  private static final int COLOURS = 50;

  @Test
  void theLabelFollowsTheShapes() {
    List<Trial> trials = trials(source(50, 0.1), Streams.TRAIN, 10_000);
    assertThat(trials)
        .allMatch(trial -> trial.label() == (shape(trial, 0) == shape(trial, 1) ? 0 : 1));
    assertBalanced(trials, 2);
  }

  @Test
  void coloursContradictTheLabelInAShareWAndInTestInAllOthers() {
    for (double w : new double[] {0, 0.1, 0.7}) {
      for (int label = 0; label < 2; label++) {
        assertThat(contradicting(trials(source(50, w), Streams.TRAIN, 20_000), label))
            .isCloseTo(w, within(0.02));
        assertThat(contradicting(trials(source(50, w), Streams.TEST, 20_000), label))
            .isCloseTo(1 - w, within(0.02));
        assertThat(contradicting(trials(source(50, w), Streams.VALID, 20_000), label))
            .isCloseTo(1 - w, within(0.02));
      }
    }
  }

  @Test
  void equalImagesMislead() {
    // 95 % in training and 55 % in test, as the released code's w = 0.1 has it.
    assertThat(equalImagesRight(trials(source(50, 0.1), Streams.TRAIN, 20_000)))
        .isCloseTo(0.95, within(0.01));
    assertThat(equalImagesRight(trials(source(50, 0.1), Streams.TEST, 20_000)))
        .isCloseTo(0.55, within(0.015));
  }

  private static double equalImagesRight(List<Trial> trials) {
    return trials.stream()
            .filter(t -> t.label() == (t.ids().get(0).equals(t.ids().get(1)) ? 0 : 1))
            .count()
        / (double) trials.size();
  }

  @Test
  void shapesAreHeldOutAndColoursAreNot() {
    Set<Integer> training = shapes(trials(source(50, 0.1), Streams.TRAIN, 5000));
    Set<Integer> testing = shapes(trials(source(50, 0.1), Streams.TEST, 5000));
    assertThat(training).hasSize(50).doesNotContainAnyElementsOf(testing);
    assertThat(testing).hasSize(50);
    assertThat(
            RelationalTrials.objects(trials(source(50, 0.1), Streams.TRAIN, 5000)).stream()
                .map(id -> id % COLOURS)
                .distinct())
        .hasSize(COLOURS);
  }

  @Test
  void objectsAreAllPairsOfShapeAndColour() {
    TrialSource source = source(50, 0.1);
    assertThat(source.format().input()).isEqualTo(new Channel("ids", Kind.OBJECT, 5000, 2));
    assertThat(source.objects().orElseThrow().count()).isEqualTo(5000);
    assertThat(source.chanceAccuracy()).isEqualTo(0.5);
  }

  @Test
  void trialsOfSeed42AreKnown() {
    // Golden: a change here changes every dataset, and the generator's version with it.
    assertThat(trials(source(50, 0.1), Streams.TRAIN, 4))
        .containsExactly(
            new Trial(List.of(1220, 1220), 0),
            new Trial(List.of(352, 352), 0),
            new Trial(List.of(4620, 4620), 0),
            new Trial(List.of(813, 4276), 1));
    assertThat(trials(source(50, 0.1), Streams.TEST, 3))
        .containsExactly(
            new Trial(List.of(1182, 882), 1),
            new Trial(List.of(4936, 2536), 1),
            new Trial(List.of(856, 850), 0));
  }

  @Test
  void refusesImpossibleOptions() {
    refuses(() -> source(50, -0.1), "w = -0.1 must be in [0, 1]");
    refuses(() -> source(50, Double.NaN), "w = NaN must be in [0, 1]");
    refuses(() -> source(99, 0.1), "n = 100, m = 99: train would have 1 objects, a trial shows 2");
    refuses(
        () -> new SameDifferentTrickyTask.Options(ObjectSet.SHAPES, 100, 0, 101, 0.1),
        "colours = 101 must be in [2, 100]: with n = 100 at most 10000 coloured objects");
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(Failure.class).hasMessage(message);
  }

  private static double contradicting(List<Trial> trials, int label) {
    List<Trial> those = trials.stream().filter(trial -> trial.label() == label).toList();
    return those.stream().filter(t -> (colour(t, 0) == colour(t, 1)) != (t.label() == 0)).count()
        / (double) those.size();
  }

  private static Set<Integer> shapes(List<Trial> trials) {
    return RelationalTrials.objects(trials).stream()
        .map(id -> id / COLOURS)
        .collect(Collectors.toSet());
  }

  private static int shape(Trial trial, int position) {
    return trial.ids().get(position) / COLOURS;
  }

  private static int colour(Trial trial, int position) {
    return trial.ids().get(position) % COLOURS;
  }

  private static TrialSource source(int m, double w) {
    return new SameDifferentTrickyTask()
        .source(new SameDifferentTrickyTask.Options(ObjectSet.SHAPES, 100, m, COLOURS, w));
  }
}
