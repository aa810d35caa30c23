package dev.eigenspark.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddingTaskTest {
  private static final AddingTask TASK = new AddingTask();
  private static final int ROWS = 4000;

  @Test
  void isFoundByName() {
    assertThat(Tasks.registry().get("adding")).isInstanceOf(AddingTask.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 51})
  void theTargetIsTheSumOfOneMarkedValueInEachHalf(int steps) {
    TrialSource source = source(steps);
    for (long row = 0; row < 500; row++) {
      TrialBuffer trial = trial(source, row);
      float[] x = trial.floats(0);
      assertThat(x).hasSize(2 * steps);
      float sum = 0;
      int[] marksInHalf = new int[2];
      for (int t = 0; t < steps; t++) {
        assertThat(x[2 * t]).isBetween(0f, Math.nextDown(1f));
        assertThat(x[2 * t + 1]).isIn(0f, 1f);
        sum += x[2 * t] * x[2 * t + 1];
        marksInHalf[t < steps / 2 ? 0 : 1] += (int) x[2 * t + 1];
      }
      assertThat(marksInHalf).containsExactly(1, 1);
      assertThat(trial.floats(1)).containsExactly(sum);
    }
  }

  @Test
  void everyStepOfAHalfIsMarkedEquallyOften() {
    int steps = 11;
    TrialSource source = source(steps);
    double[] counts = new double[steps];
    for (long row = 0; row < ROWS; row++) {
      float[] x = trial(source, row).floats(0);
      for (int t = 0; t < steps; t++) {
        counts[t] += x[2 * t + 1];
      }
    }
    double chiSquare = 0;
    for (int t = 0; t < steps; t++) {
      double expected = t < 5 ? ROWS / 5.0 : ROWS / 6.0;
      chiSquare += (counts[t] - expected) * (counts[t] - expected) / expected;
    }
    assertThat(chiSquare).isLessThan(27.9); // the 99.9 % point with 4 + 5 degrees of freedom
  }

  @Test
  void chanceLevelsAreThoseOfTheConstantOne() {
    TrialSource source = source(20);
    double squaredError = 0;
    double hits = 0;
    for (long row = 0; row < ROWS; row++) {
      double error = trial(source, row).floats(1)[0] - 1;
      squaredError += error * error;
      hits += Math.abs(error) < SequenceFormat.TOLERANCE ? 1 : 0;
    }
    // Within three standard deviations of the means.
    assertThat(squaredError / ROWS).isCloseTo(source.chanceLoss(), within(0.0095));
    assertThat(hits / ROWS).isCloseTo(source.chanceAccuracy(), within(0.013));
    assertThat(source.chanceAccuracy()).isCloseTo(0.0784, within(1e-12));
    assertThat(source.chanceLoss()).isEqualTo(1.0 / 6);
  }

  @Test
  void trialOfSeed42IsKnown() {
    // Golden: a change here changes every adding dataset, and the generator's version with it.
    TrialBuffer trial = trial(source(4), 0);
    assertThat(trial.floats(0))
        .containsExactly(0.26124144f, 1f, 0.49120122f, 0f, 0.18712193f, 1f, 0.41673297f, 0f);
    assertThat(trial.floats(1)).containsExactly(0.44836336f);
  }

  @Test
  void trialDependsOnNothingButItsRow() {
    TrialSource source = source(20);
    TrialBuffer reused = new TrialBuffer(source.columns());
    CounterRandom random = new CounterRandom(42, Streams.TRAIN, 99);
    source.fill(random, reused);
    Arrays.fill(reused.floats(0), 77);
    Arrays.fill(reused.floats(1), 77);
    random.seek(5);
    source.fill(random, reused);
    assertThat(reused.floats(0)).isEqualTo(trial(source, 5).floats(0));
    assertThat(reused.floats(1)).isEqualTo(trial(source, 5).floats(1));
  }

  @Test
  void formatTellsTheNetworkHowToRead() {
    SequenceFormat format = source(30).format();
    assertThat(format.steps()).isEqualTo(30);
    assertThat(format.input()).isEqualTo(new Channel("x", Kind.REAL, 2, 30));
    assertThat(format.target()).isEqualTo(new Channel("y", Kind.REAL, 1, 1));
    assertThat(format.scoredFrom()).isZero();
    assertThat(format.scoredTo()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 1_000_001})
  void refusesImpossibleLengths(int steps) {
    assertThatThrownBy(() -> new AddingTask.Options(steps))
        .isInstanceOf(Failure.class)
        .hasMessage("T = " + steps + " must be in [2, 1000000] (steps of a trial)")
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.CONFIGURATION);
  }

  private static TrialSource source(int steps) {
    return TASK.source(new AddingTask.Options(steps));
  }

  private static TrialBuffer trial(TrialSource source, long row) {
    TrialBuffer trial = new TrialBuffer(source.columns());
    source.fill(new CounterRandom(42, Streams.TRAIN, row), trial);
    return trial;
  }
}
