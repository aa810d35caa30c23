package dev.eigenspark.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DenoiseTaskTest {
  private static final DenoiseTask TASK = new DenoiseTask();

  @Test
  void isFoundByName() {
    assertThat(Tasks.registry().get("denoise")).isInstanceOf(DenoiseTask.class);
  }

  @Test
  void trialHasTheShapeOfTheReleasedCode() {
    TrialSource source = source(5, 8, 3);
    for (long row = 0; row < 500; row++) {
      TrialBuffer trial = trial(source, row);
      int[] x = trial.ints(0);
      int[] y = trial.ints(1);
      int[] tokens = IntStream.of(x).limit(7).filter(symbol -> symbol != 0).toArray();
      assertThat(tokens).hasSize(3);
      assertThat(IntStream.of(tokens)).allMatch(token -> token >= 1 && token <= 8);
      assertThat(Arrays.copyOfRange(x, 7, 11)).containsExactly(10, 0, 0, 0);
      assertThat(Arrays.copyOf(y, 8)).containsOnly(0);
      assertThat(Arrays.copyOfRange(y, 8, 11)).containsExactly(tokens);
    }
  }

  @Test
  void theShortestTrialIsCopyWithoutDelay() {
    TrialBuffer trial = trial(source(1, 8, 4), 0);
    assertThat(Arrays.copyOf(trial.ints(0), 4)).doesNotContain(0);
    assertThat(Arrays.copyOf(trial.ints(0), 4))
        .containsExactly(Arrays.copyOfRange(trial.ints(1), 5, 9));
  }

  @Test
  void trialOfSeed42IsKnown() {
    // Golden, by the random numbers of docs/guides/datasets.md in Python.
    assertThat(trial(source(6, 8, 3), 0).ints(0))
        .containsExactly(0, 4, 0, 0, 0, 0, 4, 4, 10, 0, 0, 0);
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
    int[] counts = new int[8];
    for (long row = 0; row < 4000; row++) {
      IntStream.of(trial(source, row).ints(0)).limit(10).forEach(symbol -> counts[symbol - 1]++);
    }
    assertThat(chiSquare(counts)).isLessThan(24.3); // the 99.9 % point with 7 degrees of freedom
  }

  @Test
  void everySetOfPlacesIsEquallyLikely() {
    TrialSource source = source(3, 8, 3); // 3 of 5 places: 10 sets
    int[] counts = new int[10];
    int[] indexOfSet = new int[32];
    int sets = 0;
    for (int set = 0; set < 32; set++) {
      indexOfSet[set] = Integer.bitCount(set) == 3 ? sets++ : -1;
    }
    for (long row = 0; row < 20_000; row++) {
      int[] x = trial(source, row).ints(0);
      counts[indexOfSet[IntStream.range(0, 5).map(i -> x[i] == 0 ? 0 : 1 << i).sum()]]++;
    }
    assertThat(chiSquare(counts)).isLessThan(27.9); // the 99.9 % point with 9 degrees of freedom
  }

  @Test
  void formatHasTheSizesOfTheReleasedCode() {
    SequenceFormat format = source(100, 8, 10).format();
    assertThat(format.steps()).isEqualTo(120);
    assertThat(format.input())
        .isEqualTo(new SequenceFormat.Channel("x", SequenceFormat.Kind.SYMBOL, 11, 120));
    assertThat(format.target())
        .isEqualTo(new SequenceFormat.Channel("y", SequenceFormat.Kind.SYMBOL, 10, 120));
    assertThat(format.scoredFrom()).isEqualTo(110);
    assertThat(format.scoredTo()).isEqualTo(120);
  }

  @Test
  void chanceLevelsAreThoseOfTheBestPredictorWithoutMemory() {
    TrialSource source = source(50, 8, 10);
    assertThat(source.chanceAccuracy()).isEqualTo(0.125);
    assertThat(source.chanceLoss()).isCloseTo(0.29706, within(5e-6));
    assertThat(source(1000, 8, 10).chanceLoss()).isCloseTo(0.02039, within(5e-6));
    int hits = 0;
    for (long row = 0; row < 4000; row++) {
      hits += (int) IntStream.of(trial(source, row).ints(1)).filter(symbol -> symbol == 1).count();
    }
    double standardDeviation = Math.sqrt(0.125 * 0.875 / 40_000);
    assertThat(hits / 40_000.0).isCloseTo(0.125, within(4 * standardDeviation));
  }

  @Test
  void columnsAreAsSmallAsTheSymbolsAllow() {
    assertThat(source(1, 125, 1).columns())
        .extracting(Column::type)
        .containsExactly(Column.Type.INT8, Column.Type.INT8);
    assertThat(source(1, 126, 1).columns())
        .extracting(Column::type)
        .containsExactly(Column.Type.INT16, Column.Type.INT16);
  }

  @Test
  void refusesImpossibleOptions() {
    refuses(0, 8, 10, "T = 0 must be at least 1 (length in steps)");
    refuses(2_000_000, 8, 10, "T = 2000000 must be at most 1000000 (length in steps)");
    refuses(1, 1, 10, "symbols = 1 must be at least 2 (number of distinct symbols)");
    refuses(1, 40_000, 1, "symbols = 40000 must be at most 32765");
    refuses(1, 8, 0, "tokens = 0 must be at least 1 (number of symbols to recall)");
  }

  private static double chiSquare(int[] counts) {
    double expected = IntStream.of(counts).average().orElseThrow();
    return IntStream.of(counts).mapToDouble(n -> (n - expected) * (n - expected)).sum() / expected;
  }

  private static void refuses(int length, int symbols, int tokens, String message) {
    assertThatThrownBy(() -> new DenoiseTask.Options(length, symbols, tokens))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(message)
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.CONFIGURATION);
  }

  private static TrialSource source(int length, int symbols, int tokens) {
    return TASK.source(new DenoiseTask.Options(length, symbols, tokens));
  }

  private static TrialBuffer trial(TrialSource source, long row) {
    TrialBuffer trial = new TrialBuffer(source.columns());
    source.fill(new CounterRandom(42, Streams.TRAIN, row), trial);
    return trial;
  }
}
