package dev.eigenspark.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Column;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoisyLabelsTest {
  private static final int CLASSES = 4;
  private static final TrialSource CLEAN =
      new Dist3Task().source(RelationalTrials.plain(20, 5, TrialSet.STREAM));

  private static TrialBuffer trial(TrialSource source, int stream, long row) {
    TrialBuffer trial = new TrialBuffer(source.columns());
    source.fill(new CounterRandom(RelationalTrials.SEED, stream, row), trial);
    return trial;
  }

  private static int flag(TrialBuffer trial) {
    return trial.ints(2)[0];
  }

  private static int label(TrialBuffer trial) {
    return trial.ints(1)[0];
  }

  @Test
  void addsTheFlagAfterTheColumnsOfTheTask() {
    TrialSource noisy = new NoisyLabels(CLEAN, 0.4);
    assertThat(noisy.columns().subList(0, 2)).isEqualTo(CLEAN.columns());
    assertThat(noisy.columns().get(2).name()).isEqualTo(Column.NOISY);
    assertThat(noisy.columns()).hasSize(3);
    assertThat(noisy.format()).isEqualTo(CLEAN.format());
  }

  @Test
  void aFlaggedTrialHasAnotherClassAndAllElseIsAsWithoutNoise() {
    int rows = 20_000;
    double share = 0.4;
    TrialSource noisy = new NoisyLabels(CLEAN, share);
    int[] shifts = new int[CLASSES];
    for (long row = 0; row < rows; row++) {
      TrialBuffer made = trial(noisy, Streams.TRAIN, row);
      TrialBuffer clean = trial(CLEAN, Streams.TRAIN, row);
      assertThat(made.ints(0)).isEqualTo(clean.ints(0));
      assertThat(flag(made)).isEqualTo(label(made) == label(clean) ? 0 : 1);
      assertThat(label(made)).isBetween(0, CLASSES - 1);
      shifts[(label(made) - label(clean) + CLASSES) % CLASSES]++;
    }
    double part = share / (CLASSES - 1);
    assertCount(shifts[0], rows, 1 - share);
    for (int shift = 1; shift < CLASSES; shift++) {
      assertCount(shifts[shift], rows, part);
    }
  }

  /** Up to four standard deviations. */
  private static void assertCount(int count, int rows, double p) {
    assertThat((double) count).isCloseTo(rows * p, within(4 * Math.sqrt(rows * p * (1 - p))));
  }

  @ParameterizedTest
  @ValueSource(ints = {Streams.VALID, Streams.TEST})
  void otherSplitsKeepTheirLabels(int stream) {
    TrialSource noisy = new NoisyLabels(CLEAN, 1);
    for (long row = 0; row < 500; row++) {
      TrialBuffer made = trial(noisy, stream, row);
      assertThat(label(made)).isEqualTo(label(trial(CLEAN, stream, row)));
      assertThat(flag(made)).isZero();
    }
  }

  @Test
  void noiseOfOneLeavesNoLabel() {
    TrialSource noisy = new NoisyLabels(CLEAN, 1);
    for (long row = 0; row < 500; row++) {
      assertThat(flag(trial(noisy, Streams.TRAIN, row))).isOne();
    }
  }

  @Test
  void trialsOfAFixedSetAreTheSameTrials() {
    TrialSource set = new Dist3Task().source(RelationalTrials.plain(20, 15, TrialSet.FIXED));
    TrialSource noisy = new NoisyLabels(set, 0.5);
    for (long row = 0; row < 200; row++) {
      assertThat(trial(noisy, Streams.TRAIN, row).ints(0))
          .isEqualTo(trial(set, Streams.TRAIN, row).ints(0));
    }
    assertThatThrownBy(() -> noisy.requireRows("train", 1L << 40)).isInstanceOf(Failure.class);
  }

  @Test
  void refusesTrialsOfSeveralLabels() {
    TrialSource copy = new CopyTask().source(new CopyTask.Options(5, 8, 3, CopyTask.Input.ONE_HOT));
    assertThatThrownBy(() -> new NoisyLabels(copy, 0.1))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "data.labelNoise = 0.1 needs a task with one label of several classes a trial; this one"
                + " has 11 steps of one of 9 symbols");
  }
}
