package dev.eigenspark.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GrammarTaskTest {
  private static final int T = 200;
  private static final int CLASSES = 4;
  private static final int DISTANCE = 6;
  private static final int FILLERS = 15;
  private static final int SUCCESSORS = 3;
  private static final int SYMBOLS = 2 * CLASSES + FILLERS;
  private static final int ROWS = 5000;
  private static final TrialSource SOURCE = source(T, CLASSES, DISTANCE, FILLERS, SUCCESSORS);

  @Test
  void agreementIsAlwaysKept() {
    for (long row = 0; row < 300; row++) {
      int[] x = trial(row).ints(0);
      assertThat(x[0]).isLessThan(CLASSES);
      int open = -1;
      for (int t = 0; t < T; t++) {
        if (isOpening(x[t])) {
          assertThat(t == 0 || isClosing(x[t - 1])).isTrue();
          open = x[t];
        } else if (isClosing(x[t])) {
          assertThat(x[t] - CLASSES).isEqualTo(open);
          assertThat(isFiller(x[t - 1])).isTrue();
        } else if (isFiller(x[t - 1])) {
          int from = SUCCESSORS * (x[t - 1] - 2 * CLASSES);
          int rank = Math.floorMod(x[t] - 2 * CLASSES - from, FILLERS);
          assertThat(rank).isLessThan(SUCCESSORS);
        } else {
          assertThat(isOpening(x[t - 1])).isTrue();
        }
      }
    }
  }

  @Test
  void targetIsTheSymbolThatFollows() {
    int[] x = trial(7).ints(0);
    int[] y = trial(7).ints(1);
    assertThat(Arrays.copyOf(y, T - 1)).isEqualTo(Arrays.copyOfRange(x, 1, T));
  }

  @Test
  void distancesAreGeometric() {
    // Of first clauses, which the end of a trial cuts off with a probability of 1e-16.
    int bins = 20;
    double p = 1.0 / DISTANCE;
    int[] counts = new int[bins + 1];
    double sum = 0;
    for (long row = 0; row < ROWS; row++) {
      int[] x = trial(row).ints(0);
      int distance = 0;
      while (isFiller(x[distance + 1])) {
        distance++;
      }
      counts[Math.min(distance - 1, bins)]++;
      sum += distance;
    }
    double chiSquare = 0;
    for (int i = 0; i <= bins; i++) {
      double share = i < bins ? p * Math.pow(1 - p, i) : Math.pow(1 - p, bins);
      chiSquare += Math.pow(counts[i] - ROWS * share, 2) / (ROWS * share);
    }
    assertThat(chiSquare).isLessThan(45.3); // the 99.9 % point with 20 degrees of freedom
    double deviation = Math.sqrt((1 - p) / p / p / ROWS);
    assertThat(sum / ROWS).isCloseTo(DISTANCE, within(4 * deviation));
  }

  @Test
  void lossesAreTheEntropiesOfTheText() {
    // Measured from counts alone: of the follower given the symbol, and given the open class too.
    int[] bySymbol = new int[SYMBOLS * SYMBOLS];
    int[] byClass = new int[CLASSES * SYMBOLS * SYMBOLS];
    for (long row = 0; row < ROWS; row++) {
      TrialBuffer trial = trial(row);
      int open = 0;
      for (int t = 0; t < T; t++) {
        int x = trial.ints(0)[t];
        int y = trial.ints(1)[t];
        open = isOpening(x) ? x : open;
        bySymbol[x * SYMBOLS + y]++;
        byClass[(open * SYMBOLS + x) * SYMBOLS + y]++;
      }
    }
    assertThat(entropy(bySymbol)).isCloseTo(SOURCE.chanceLoss(), within(2e-3));
    assertThat(entropy(byClass)).isCloseTo(SOURCE.leastLoss().orElseThrow(), within(2e-3));
    // What separates them is far larger than these margins.
    double gap = Math.log(CLASSES) / (DISTANCE + 2);
    assertThat(SOURCE.chanceLoss() - SOURCE.leastLoss().orElseThrow())
        .isGreaterThan(0.15)
        .isCloseTo(gap, within(2e-3));
  }

  @Test
  void shortTrialsHaveTheLossOfTheirSteps() {
    double p = 1.0 / DISTANCE;
    double filler = -p * Math.log(p) - (1 - p) * Math.log(1 - p) + (1 - p) * Math.log(SUCCESSORS);
    assertThat(leastLoss(1)).isCloseTo(Math.log(FILLERS), within(1e-14));
    assertThat(leastLoss(2)).isCloseTo((Math.log(FILLERS) + filler) / 2, within(1e-14));
    double third = p * Math.log(CLASSES) + (1 - p) * filler;
    assertThat(leastLoss(3)).isCloseTo((Math.log(FILLERS) + filler + third) / 3, within(1e-14));
  }

  @Test
  void longTrialsHaveTheEntropyRate() {
    double p = 1.0 / DISTANCE;
    double clause = p * Math.log(CLASSES) + p * Math.log(FILLERS);
    double filler = -p * Math.log(p) - (1 - p) * Math.log(1 - p) + (1 - p) * Math.log(SUCCESSORS);
    assertThat(leastLoss(1_000_000)).isCloseTo((clause + filler) / (1 + 2 * p), within(1e-5));
  }

  @Test
  void chanceAccuracyIsThatOfTheMostFrequentSymbol() {
    assertMostFrequent(SOURCE);
    assertMostFrequent(source(T, 2, 3, 40, 2));
  }

  @Test
  void trialDependsOnNothingButItsRow() {
    TrialBuffer reused = new TrialBuffer(SOURCE.columns());
    CounterRandom random = new CounterRandom(42, Streams.TRAIN, 99);
    SOURCE.fill(random, reused);
    random.seek(5);
    SOURCE.fill(random, reused);
    assertThat(reused.ints(0)).isEqualTo(trial(5).ints(0));
    assertThat(reused.ints(1)).isEqualTo(trial(5).ints(1));
  }

  @Test
  void trialOfSeed42IsKnown() {
    // Golden: a change here changes every grammar dataset, and the generator's version with it.
    assertThat(Arrays.copyOf(trial(0).ints(0), 12))
        .containsExactly(1, 15, 15, 5, 1, 16, 17, 5, 2, 22, 21, 18);
  }

  @Test
  void formatPredictsEveryStep() {
    SequenceFormat format = SOURCE.format();
    assertThat(format.steps()).isEqualTo(T);
    assertThat(format.input())
        .isEqualTo(new SequenceFormat.Channel("x", SequenceFormat.Kind.SYMBOL, SYMBOLS, T));
    assertThat(format.target())
        .isEqualTo(new SequenceFormat.Channel("y", SequenceFormat.Kind.SYMBOL, SYMBOLS, T));
    assertThat(format.scoredFrom()).isZero();
    assertThat(format.scoredTo()).isEqualTo(T);
  }

  @Test
  void refusesImpossibleOptions() {
    refuses(0, 2, 2, 1, 1, "T = 0 must be 1 to 1000000 (steps of a trial)");
    refuses(1, 1, 2, 1, 1, "classes = 1 must be 2 to 10000 (classes of agreement)");
    refuses(
        1, 2, 1, 1, 1, "distance = 1 must be 2 to 1000000 (mean number of fillers in a clause)");
    refuses(1, 2, 2, 0, 1, "fillers = 0 must be 1 to 10000 (filler symbols)");
    refuses(1, 2, 2, 5, 6, "successors = 6 must be 1 to 5 (fillers that may follow one");
  }

  private static void assertMostFrequent(TrialSource source) {
    int symbols = source.format().target().width();
    double[] counts = new double[symbols];
    for (long row = 0; row < ROWS; row++) {
      for (int y : trial(source, row).ints(1)) {
        counts[y]++;
      }
    }
    double most = Arrays.stream(counts).max().orElseThrow() / ROWS / T;
    assertThat(most).isCloseTo(source.chanceAccuracy(), within(0.02 * most));
  }

  /** Entropy of the last index given those before it, from counts, in nats. */
  private static double entropy(int[] counts) {
    double total = Arrays.stream(counts).sum();
    double sum = 0;
    for (int row = 0; row < counts.length; row += SYMBOLS) {
      int[] followers = Arrays.copyOfRange(counts, row, row + SYMBOLS);
      double all = Arrays.stream(followers).sum();
      for (int count : followers) {
        sum += count == 0 ? 0 : count / total * Math.log(all / count);
      }
    }
    return sum;
  }

  private static boolean isOpening(int symbol) {
    return symbol < CLASSES;
  }

  private static boolean isClosing(int symbol) {
    return symbol >= CLASSES && symbol < 2 * CLASSES;
  }

  private static boolean isFiller(int symbol) {
    return symbol >= 2 * CLASSES;
  }

  private static double leastLoss(int steps) {
    return source(steps, CLASSES, DISTANCE, FILLERS, SUCCESSORS).leastLoss().orElseThrow();
  }

  private static void refuses(
      int steps, int classes, int distance, int fillers, int successors, String message) {
    assertThatThrownBy(() -> new GrammarTask.Options(steps, classes, distance, fillers, successors))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(message)
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.CONFIGURATION);
  }

  private static TrialSource source(
      int steps, int classes, int distance, int fillers, int successors) {
    return new GrammarTask()
        .source(new GrammarTask.Options(steps, classes, distance, fillers, successors));
  }

  private static TrialBuffer trial(long row) {
    return trial(SOURCE, row);
  }

  private static TrialBuffer trial(TrialSource source, long row) {
    TrialBuffer trial = new TrialBuffer(source.columns());
    source.fill(new CounterRandom(42, Streams.TRAIN, row), trial);
    return trial;
  }
}
