package dev.eigenspark.tasks;

import static dev.eigenspark.tasks.RelationalTrials.assertBalanced;
import static dev.eigenspark.tasks.RelationalTrials.assertHeldOut;
import static dev.eigenspark.tasks.RelationalTrials.plain;
import static dev.eigenspark.tasks.RelationalTrials.rows;
import static dev.eigenspark.tasks.RelationalTrials.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.RelationalTrials.Trial;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Also tests what all tasks with rules have in common. */
class SameDifferentTaskTest {
  private static final TrialSource ALL = source(100, 0, TrialSet.STREAM);

  @Test
  void theLabelSaysWhetherTheObjectsDiffer() {
    List<Trial> trials = trials(ALL, Streams.TRAIN, 10_000);
    assertThat(trials)
        .allMatch(trial -> trial.label() == (trial.ids().get(0).equals(trial.ids().get(1)) ? 0 : 1))
        .allMatch(trial -> trial.ids().stream().allMatch(id -> id >= 0 && id < 100));
    assertBalanced(trials, 2);
    assertThat(RelationalTrials.patterns(trials)).containsOnlyKeys("aa", "ab");
  }

  @Test
  void trialsOfSeed42AreKnown() {
    // Golden: a change here changes every dataset, and the generator's version with it.
    assertThat(trials(ALL, Streams.TRAIN, 4))
        .containsExactly(
            new Trial(List.of(41, 41), 0),
            new Trial(List.of(65, 65), 0),
            new Trial(List.of(63, 63), 0),
            new Trial(List.of(22, 10), 1));
    assertThat(trials(source(100, 95, TrialSet.FIXED), Streams.TRAIN, 4))
        .containsExactly(
            new Trial(List.of(62, 62), 0),
            new Trial(List.of(42, 18), 1),
            new Trial(List.of(42, 42), 0),
            new Trial(List.of(30, 42), 1));
  }

  @Test
  void trainingNeverShowsHeldOutObjects() {
    assertHeldOut(source(100, 95, TrialSet.STREAM), 100, 95);
    assertHeldOut(source(100, 50, TrialSet.STREAM), 100, 50);
  }

  @Test
  void theSeedDrawsWhichObjectsAreHeldOut() {
    ObjectPool pool = new ObjectPool(ObjectSet.GLYPHS, 100, 95);
    assertThat(pool.members(Streams.TRAIN, 1)).hasSize(5).doesNotHaveDuplicates();
    assertThat(pool.members(Streams.TRAIN, 1)).isNotEqualTo(pool.members(Streams.TRAIN, 2));
    int[] counts = new int[100];
    for (long seed = 0; seed < 4000; seed++) {
      for (int object : pool.members(Streams.TRAIN, seed)) {
        counts[object]++;
      }
    }
    assertThat(IntStream.of(counts)).allMatch(count -> count > 140 && count < 260); // 200 expected
  }

  @Test
  void fixedSetsHaveTheSizesOfThePaper() {
    assertThat(rows(source(100, 0, TrialSet.FIXED), "train")).isEqualTo(18_810);
    assertThat(rows(source(100, 0, TrialSet.FIXED), "test")).isEqualTo(990);
    assertThat(rows(source(100, 50, TrialSet.FIXED), "train")).isEqualTo(4_900);
    assertThat(rows(source(100, 50, TrialSet.FIXED), "test")).isEqualTo(4_900);
    assertThat(rows(source(100, 85, TrialSet.FIXED), "train")).isEqualTo(420);
    assertThat(rows(source(100, 85, TrialSet.FIXED), "test")).isEqualTo(2 * 85 * 84);
    assertThat(rows(source(100, 95, TrialSet.FIXED), "train")).isEqualTo(40);
    assertThat(rows(source(100, 98, TrialSet.FIXED), "train")).isEqualTo(4);
    assertThatCode(() -> ALL.requireRows("train", 1L << 40)).doesNotThrowAnyException();
  }

  @Test
  void aFixedSetIsAllTrialsBalanced() {
    List<Trial> trials = trials(source(100, 95, TrialSet.FIXED), Streams.TRAIN, 40);
    assertThat(trials.stream().filter(trial -> trial.label() == 1).distinct()).hasSize(20);
    assertThat(trials.stream().filter(trial -> trial.label() == 0)).hasSize(20);
    assertThat(trials.stream().filter(trial -> trial.label() == 0).distinct()).hasSize(5);
    // Any part is balanced too, and repeats no trial before all of its kind have come.
    assertThat(trials.subList(0, 10).stream().filter(trial -> trial.label() == 0).distinct())
        .hasSize(5);
  }

  @Test
  void withoutHeldOutObjectsTrainingAndTestShareNoTrial() {
    TrialSource source = source(100, 0, TrialSet.FIXED);
    HashSet<Trial> training = new HashSet<>(trials(source, Streams.TRAIN, 18_810));
    HashSet<Trial> testing = new HashSet<>(trials(source, Streams.TEST, 990));
    assertThat(training).hasSize(95 + 9405).doesNotContainAnyElementsOf(testing);
    assertThat(testing).hasSize(5 + 495);
    assertThat(new HashSet<>(trials(source, Streams.VALID, 990))).isEqualTo(testing);
  }

  @Test
  void trialsDependOnNothingButTheirRow() {
    for (TrialSet set : TrialSet.values()) {
      TrialSource source = source(100, 85, set);
      List<Trial> one = trials(source, Streams.TRAIN, 400);
      trials(source, Streams.TEST, 3);
      List<Trial> together =
          LongStream.range(0, 400)
              .parallel()
              .mapToObj(row -> RelationalTrials.trial(source, Streams.TRAIN, row))
              .toList();
      assertThat(together).isEqualTo(one);
      TrialBuffer buffer = new TrialBuffer(source.columns());
      source.fill(new CounterRandom(43, Streams.TRAIN, 7), buffer);
      assertThat(RelationalTrials.trial(source, Streams.TRAIN, 7)).isEqualTo(one.get(7));
    }
  }

  @Test
  void formatTellsTheNetworkHowToRead() {
    assertThat(ALL.format())
        .isEqualTo(
            new SequenceFormat(
                2,
                new Channel("ids", Kind.OBJECT, 100, 2),
                new Channel("label", Kind.SYMBOL, 2, 1),
                0,
                1,
                ObjectSet.SHAPE));
    assertThat(ALL.chanceAccuracy()).isEqualTo(0.5);
    assertThat(ALL.chanceLoss()).isCloseTo(0.693147, within(1e-6));
    assertThat(ALL.objects().orElseThrow().count()).isEqualTo(100);
    assertThat(ALL.columns())
        .extracting(Column::type)
        .containsExactly(Column.Type.INT8, Column.Type.INT8);
    assertThat(source(129, 0, TrialSet.STREAM).columns().get(0).type())
        .isEqualTo(Column.Type.INT16);
  }

  @Test
  void refusesImpossibleOptions() {
    refuses(() -> plain(1, 0, TrialSet.STREAM), "n = 1 must be in [2, 2000], ");
    refuses(
        () -> new SpuriousOptions(ObjectSet.GLYPHS, 945, 0, TrialSet.STREAM, Spurious.NONE, 100),
        "n = 945 must be in [2, 944], the objects of this set");
    refuses(() -> plain(100, -1, TrialSet.STREAM), "m = -1 must be in [0, 99], less than n");
    refuses(() -> plain(100, 100, TrialSet.STREAM), "m = 100 must be in [0, 99], less than n");
    refuses(
        () -> source(100, 99, TrialSet.STREAM),
        "n = 100, m = 99: train would have 1 objects, a trial shows 2");
    refuses(
        () -> source(100, 1, TrialSet.STREAM),
        "n = 100, m = 1: valid and test would have 1 objects, a trial shows 2");
    refuses(
        () -> source(100, 95, TrialSet.FIXED).requireRows("train", 41),
        "data.rows.train = 41 must be at most 40: all trials of 5 objects, balanced");
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(message)
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.CONFIGURATION);
  }

  private static TrialSource source(int n, int m, TrialSet trials) {
    return new SameDifferentTask().source(plain(n, m, trials));
  }
}
