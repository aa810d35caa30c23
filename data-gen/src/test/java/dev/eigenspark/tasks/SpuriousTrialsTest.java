package dev.eigenspark.tasks;

import static dev.eigenspark.tasks.RelationalTrials.assertBalanced;
import static dev.eigenspark.tasks.RelationalTrials.objects;
import static dev.eigenspark.tasks.RelationalTrials.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.RelationalTrials.Trial;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tasks that have a variant with a spurious feature. */
class SpuriousTrialsTest {
  private static final int COLOURS = 100;

  private static final Base SAME_DIFFERENT = new Base(new SameDifferentTask(), 2, 2);
  private static final Base RMTS = new Base(new RmtsTask(), 2, 4);
  private static final Base DIST3 = new Base(new Dist3Task(), 4, 144);
  private static final Base IDENTITY_RULES = new Base(new IdentityRulesTask(), 4, 60);

  /** A task, and how many labels and patterns its trials have. */
  private record Base(Task<SpuriousOptions> task, int classes, int patterns) {
    TrialSource source(Spurious spurious, int n, int m) {
      return task.source(options(TrialSet.STREAM, spurious, n, m, COLOURS));
    }

    @Override
    public String toString() {
      return task.name();
    }
  }

  static List<Base> bases() {
    return List.of(SAME_DIFFERENT, RMTS, DIST3, IDENTITY_RULES);
  }

  @ParameterizedTest
  @MethodSource("bases")
  void theAnswerFollowsTheShapesWhereColoursAreSpurious(Base base) {
    List<Trial> trials = trials(base.source(Spurious.COLOURS, 100, 0), Streams.TRAIN, 10_000);
    assertThat(labels(trials, id -> id / COLOURS)).hasSize(base.patterns());
    assertBalanced(trials, base.classes());
    assertIndependent(trials, id -> id % COLOURS);
  }

  @ParameterizedTest
  @MethodSource("bases")
  void theAnswerFollowsTheColoursWhereShapesAreSpurious(Base base) {
    List<Trial> trials = trials(base.source(Spurious.SHAPES, 100, 0), Streams.TRAIN, 10_000);
    assertThat(labels(trials, id -> id % COLOURS)).hasSize(base.patterns());
    assertBalanced(trials, base.classes());
    assertIndependent(trials, id -> id / COLOURS);
  }

  /** The labels of the patterns of a feature: one each, or the feature would not be what counts. */
  private static Map<String, Integer> labels(List<Trial> trials, IntUnaryOperator feature) {
    Map<String, Integer> labels = new HashMap<>();
    for (Trial trial : trials) {
      String pattern = of(trial, feature).letters();
      assertThat(labels.merge(pattern, trial.label(), (one, other) -> one))
          .isEqualTo(trial.label());
    }
    return labels;
  }

  /** The first two positions agree in the feature as often as chance has it, whatever the label. */
  private static void assertIndependent(List<Trial> trials, IntUnaryOperator feature) {
    for (int label = 0; label < 2; label++) {
      int now = label;
      List<Trial> those = trials.stream().filter(trial -> trial.label() == now).toList();
      long equal =
          those.stream().filter(trial -> of(trial, feature).letters().startsWith("aa")).count();
      double deviation = Math.sqrt(those.size() * 0.01 * 0.99);
      assertThat((double) equal)
          .isBetween(those.size() * 0.01 - 4 * deviation, those.size() * 0.01 + 4 * deviation);
    }
  }

  private static Trial of(Trial trial, IntUnaryOperator feature) {
    return new Trial(
        trial.ids().stream().map(id -> feature.applyAsInt(id)).toList(), trial.label());
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void shapesAreHeldOutAndColoursAreNot(Spurious spurious) {
    TrialSource source = RMTS.source(spurious, 20, 10);
    List<Trial> training = trials(source, Streams.TRAIN, 2000);
    List<Trial> testing = trials(source, Streams.TEST, 2000);
    assertThat(feature(training, id -> id / COLOURS))
        .hasSize(10)
        .doesNotContainAnyElementsOf(feature(testing, id -> id / COLOURS));
    assertThat(feature(training, id -> id % COLOURS)).hasSize(COLOURS);
    assertThat(feature(testing, id -> id % COLOURS)).hasSize(COLOURS);
  }

  private static Set<Integer> feature(List<Trial> trials, IntUnaryOperator feature) {
    Set<Integer> values = new HashSet<>();
    objects(trials).forEach(id -> values.add(feature.applyAsInt(id)));
    return values;
  }

  @Test
  void equalImagesAreOfNoHelpWhereColoursAreSpurious() {
    List<Trial> trials =
        trials(SAME_DIFFERENT.source(Spurious.COLOURS, 100, 50), Streams.TEST, 40_000);
    long right =
        trials.stream()
            .filter(t -> t.label() == (t.ids().get(0).equals(t.ids().get(1)) ? 0 : 1))
            .count();
    // One same pair in a hundred has equal colours: 50.5 %.
    assertThat(right / 40_000.0).isBetween(0.495, 0.515);
  }

  @Test
  void objectsAreAllPairsOfShapeAndColour() {
    TrialSource source = DIST3.source(Spurious.COLOURS, 30, 20);
    assertThat(source.format().input()).isEqualTo(new Channel("ids", Kind.OBJECT, 3000, 9));
    assertThat(source.format().objects().orElseThrow().channels()).isEqualTo(3);
    assertThat(source.objects().orElseThrow().count()).isEqualTo(3000);
    TrialSource plain = DIST3.source(Spurious.NONE, 30, 20);
    assertThat(plain.objects().orElseThrow().count()).isEqualTo(30);
    assertThat(plain.format().objects().orElseThrow().channels()).isEqualTo(1);
  }

  @Test
  void trialsOfSeed42AreKnown() {
    // Golden: a change here changes every dataset, and the generator's version with it.
    assertThat(trials(RMTS.source(Spurious.COLOURS, 100, 50), Streams.TRAIN, 1))
        .containsExactly(new Trial(List.of(2457, 2485, 5605, 5608, 9757, 2197), 0));
    assertThat(trials(RMTS.source(Spurious.SHAPES, 100, 50), Streams.TRAIN, 1))
        .containsExactly(new Trial(List.of(8018, 3618, 5142, 5842, 8013, 3241), 0));
  }

  @Test
  void refusesImpossibleOptions() {
    refuses(
        () -> options(TrialSet.STREAM, Spurious.COLOURS, 200, 0, 51),
        "colours = 51 must be in [2, 50]: with n = 200 at most 10000 coloured objects");
    refuses(
        () -> options(TrialSet.STREAM, Spurious.SHAPES, 100, 0, 1),
        "colours = 1 must be in [2, 100]: with n = 100 at most 10000 coloured objects");
    refuses(
        () -> options(TrialSet.FIXED, Spurious.SHAPES, 100, 0, 100),
        "trials = fixed goes with spurious = none alone: coloured trials are drawn without end");
    refuses(
        () -> new RmtsTask().source(options(TrialSet.STREAM, Spurious.SHAPES, 100, 99, 4)),
        "colours = 4 must be at least 5, those of a trial");
    refuses(
        () -> new RmtsTask().source(options(TrialSet.STREAM, Spurious.COLOURS, 100, 97, 4)),
        "n = 100, m = 97: train would have 3 objects, a trial shows 5");
    assertThat(options(TrialSet.FIXED, Spurious.NONE, 2000, 0, 100).colours()).isEqualTo(100);
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(Failure.class).hasMessage(message);
  }

  private static SpuriousOptions options(
      TrialSet trials, Spurious spurious, int n, int m, int colours) {
    return new SpuriousOptions(ObjectSet.SHAPES, n, m, trials, spurious, colours);
  }
}
