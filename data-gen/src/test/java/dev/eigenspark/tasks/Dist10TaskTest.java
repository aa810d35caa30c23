package dev.eigenspark.tasks;

import static dev.eigenspark.tasks.RelationalTrials.assertBalanced;
import static dev.eigenspark.tasks.RelationalTrials.assertHeldOut;
import static dev.eigenspark.tasks.RelationalTrials.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.DistributionOptions.Permutations;
import dev.eigenspark.tasks.RelationalTrials.Trial;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Dist10TaskTest {
  private static final int N = 10;

  @Test
  void theLabelIsThePlaceOfTheMissingObject() {
    for (Permutations permutations : Permutations.values()) {
      List<Trial> trials = trials(source(50, permutations), Streams.TRAIN, 5000);
      for (Trial trial : trials) {
        assertThat(trial.ids()).hasSize(3 * N);
        List<Integer> options = options(trial);
        assertThat(row(trial)).doesNotHaveDuplicates().containsAll(second(trial));
        assertThat(options).doesNotHaveDuplicates().hasSize(N + 1).containsAll(row(trial));
        assertThat(row(trial)).contains(options.get(trial.label()));
        assertThat(second(trial))
            .doesNotHaveDuplicates()
            .doesNotContain(options.get(trial.label()));
      }
      assertBalanced(trials, N + 1);
    }
  }

  @Test
  void hardTestsKeepTheLastThreeAmongThemselvesAndTrainingDoesNot() {
    TrialSource hard = source(50, Permutations.HARD);
    assertThat(trials(hard, Streams.TEST, 2000)).allMatch(Dist10TaskTest::keepsTheFirst);
    assertThat(trials(hard, Streams.VALID, 2000)).allMatch(Dist10TaskTest::keepsTheFirst);
    assertThat(trials(hard, Streams.TRAIN, 20_000)).noneMatch(Dist10TaskTest::keepsTheFirst);
    // One permutation of C(N, 3) does.
    assertThat(trials(source(50, Permutations.ALL), Streams.TRAIN, 20_000))
        .anyMatch(Dist10TaskTest::keepsTheFirst);
    Set<List<Integer>> orders = new HashSet<>();
    for (Trial trial : trials(hard, Streams.TEST, 2000)) {
      orders.add(second(trial).stream().map(row(trial)::indexOf).toList());
    }
    assertThat(orders).hasSizeGreaterThan(1900);
  }

  private static boolean keepsTheFirst(Trial trial) {
    return row(trial).subList(0, N - 3).containsAll(second(trial).subList(0, N - 3));
  }

  @Test
  void trainingNeverShowsHeldOutObjects() {
    assertHeldOut(source(50, Permutations.ALL), 100, 50);
  }

  @Test
  void formatTellsTheNetworkHowToRead() {
    TrialSource source = source(50, Permutations.ALL);
    assertThat(source.format().steps()).isEqualTo(3 * N);
    assertThat(source.format().target().width()).isEqualTo(N + 1);
    assertThat(source.chanceAccuracy()).isEqualTo(1.0 / (N + 1));
  }

  @Test
  void needsOneObjectMoreThanARow() {
    assertThatThrownBy(() -> source(95, Permutations.ALL))
        .hasMessage("n = 100, m = 95: train would have 5 objects, a trial shows " + (N + 1));
  }

  private static List<Integer> row(Trial trial) {
    return trial.ids().subList(0, N);
  }

  private static List<Integer> second(Trial trial) {
    return trial.ids().subList(N, 2 * N - 1);
  }

  private static List<Integer> options(Trial trial) {
    return trial.ids().subList(2 * N - 1, 3 * N);
  }

  private static TrialSource source(int m, Permutations permutations) {
    return new Dist10Task().source(new DistributionOptions(ObjectSet.SHAPES, 100, m, permutations));
  }
}
