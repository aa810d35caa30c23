package dev.eigenspark.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Settings;
import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CopyTaskTest {
  private static final CopyTask TASK = new CopyTask();

  @Test
  void isFoundByName() {
    assertThat(Tasks.registry().get("copy")).isInstanceOf(CopyTask.class);
    assertThatThrownBy(() -> Tasks.registry().get("cpoy"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("unknown task 'cpoy'; did you mean 'copy'?");
  }

  @Test
  void trialHasTheShapeOfThePaper() {
    TrialSource source = source(5, 8, 3);
    for (long row = 0; row < 200; row++) {
      TrialBuffer trial = trial(source, row);
      int[] x = trial.ints(0);
      int[] y = trial.ints(1);
      int[] tokens = Arrays.copyOf(x, 3);
      assertThat(IntStream.of(tokens)).allMatch(token -> token >= 1 && token <= 8);
      assertThat(Arrays.copyOfRange(x, 3, 11)).containsExactly(0, 0, 0, 0, 9, 0, 0, 0);
      assertThat(Arrays.copyOf(y, 8)).containsOnly(0);
      assertThat(Arrays.copyOfRange(y, 8, 11)).containsExactly(tokens);
    }
  }

  @Test
  void trialOfSeed42IsKnown() {
    // Golden: a change here changes every copy dataset, and the generator's version with it.
    assertThat(Arrays.copyOf(trial(source(100, 8, 10), 0).ints(0), 10))
        .containsExactly(3, 4, 2, 4, 2, 4, 5, 7, 1, 1);
  }

  @Test
  void trialDependsOnNothingButItsRow() {
    TrialSource source = source(20, 8, 10);
    TrialBuffer reused = new TrialBuffer(source.columns());
    CounterRandom random = new CounterRandom(42, Streams.TRAIN, 99);
    source.fill(random, reused);
    Arrays.fill(reused.ints(0), 77);
    Arrays.fill(reused.ints(1), 77);
    random.seek(5);
    source.fill(random, reused);
    assertThat(reused.ints(0)).isEqualTo(trial(source, 5).ints(0));
    assertThat(reused.ints(1)).isEqualTo(trial(source, 5).ints(1));
  }

  @Test
  void symbolsAreUniform() {
    TrialSource source = source(1, 8, 10);
    int[] counts = new int[9];
    int rows = 4000;
    for (long row = 0; row < rows; row++) {
      IntStream.of(trial(source, row).ints(0)).limit(10).forEach(symbol -> counts[symbol]++);
    }
    double expected = rows * 10 / 8.0;
    double chiSquare = 0;
    for (int symbol = 1; symbol <= 8; symbol++) {
      chiSquare += (counts[symbol] - expected) * (counts[symbol] - expected) / expected;
    }
    assertThat(chiSquare).isLessThan(24.3); // the 99.9 % point with 7 degrees of freedom
  }

  @Test
  void formatTellsTheNetworkHowToRead() {
    SequenceFormat format = source(100, 8, 10).format();
    assertThat(format.steps()).isEqualTo(120);
    assertThat(format.input())
        .isEqualTo(new SequenceFormat.Channel("x", SequenceFormat.Kind.SYMBOL, 10, 120));
    assertThat(format.target())
        .isEqualTo(new SequenceFormat.Channel("y", SequenceFormat.Kind.SYMBOL, 9, 120));
    assertThat(format.scoredFrom()).isEqualTo(110);
    assertThat(format.scoredTo()).isEqualTo(120);
  }

  @Test
  void scalarInputIsTheSameTrialsReadAsNumbers() {
    TrialSource oneHot = source(20, 8, 10);
    TrialSource scalar = TASK.source(new CopyTask.Options(20, 8, 10, CopyTask.Input.SCALAR));
    assertThat(scalar.columns()).isEqualTo(oneHot.columns());
    assertThat(trial(scalar, 3).ints(0)).isEqualTo(trial(oneHot, 3).ints(0));
    assertThat(scalar.format().input())
        .isEqualTo(new SequenceFormat.Channel("x", SequenceFormat.Kind.REAL, 1, 40));
    assertThat(scalar.format().target()).isEqualTo(oneHot.format().target());
  }

  @Test
  void onlyScalarInputIsPartOfADatasetsOptions() {
    // The identity of older datasets, which were made before there was a choice, must stay.
    assertThat(Settings.identity(new CopyTask.Options(20, 8, 10, CopyTask.Input.ONE_HOT)))
        .containsOnlyKeys("T", "symbols", "tokens");
    assertThat(Settings.identity(new CopyTask.Options(20, 8, 10, CopyTask.Input.SCALAR)))
        .containsEntry("input", "scalar");
  }

  @Test
  void chanceLevelsAreThePapers() {
    assertThat(source(50, 8, 10).chanceAccuracy()).isEqualTo(0.125);
    assertThat(source(50, 8, 10).chanceLoss()).isCloseTo(0.29706, within(5e-6));
    assertThat(source(100, 8, 10).chanceLoss()).isCloseTo(0.17329, within(5e-6));
    assertThat(source(200, 8, 10).chanceLoss()).isCloseTo(0.09452, within(5e-6));
    assertThat(source(300, 8, 10).chanceLoss()).isCloseTo(0.06498, within(5e-6));
    assertThat(source(1000, 8, 10).chanceLoss()).isCloseTo(0.02039, within(5e-6));
  }

  @Test
  void columnsAreAsSmallAsTheSymbolsAllow() {
    assertThat(source(1, 126, 1).columns())
        .extracting(Column::type)
        .containsExactly(Column.Type.INT8, Column.Type.INT8);
    assertThat(source(1, 127, 1).columns())
        .extracting(Column::type)
        .containsExactly(Column.Type.INT16, Column.Type.INT16);
  }

  @Test
  void refusesImpossibleOptions() {
    refuses(-1, 8, 10, "T = -1 must be at least 1 (delay in steps)");
    refuses(2_000_000, 8, 10, "T = 2000000 must be at most 1000000 (delay in steps)");
    refuses(1, 1, 10, "symbols = 1 must be at least 2 (number of distinct symbols)");
    refuses(1, 40_000, 1, "symbols = 40000 must be at most 32766");
    refuses(1, 8, 0, "tokens = 0 must be at least 1 (number of symbols to recall)");
  }

  private static void refuses(int delay, int symbols, int tokens, String message) {
    assertThatThrownBy(() -> new CopyTask.Options(delay, symbols, tokens, CopyTask.Input.ONE_HOT))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(message)
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.CONFIGURATION);
  }

  private static TrialSource source(int delay, int symbols, int tokens) {
    return TASK.source(new CopyTask.Options(delay, symbols, tokens, CopyTask.Input.ONE_HOT));
  }

  private static TrialBuffer trial(TrialSource source, long row) {
    TrialBuffer trial = new TrialBuffer(source.columns());
    source.fill(new CounterRandom(42, Streams.TRAIN, row), trial);
    return trial;
  }
}
