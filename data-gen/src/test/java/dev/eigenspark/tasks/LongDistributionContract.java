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

/** What every task of the distribution of more than three objects must be. */
abstract class LongDistributionContract {
  private final Task<DistributionOptions> task;
  private final int n;

  /** A task whose rows have n objects. */
  LongDistributionContract(Task<DistributionOptions> task, int n) {
    this.task = task;
    this.n = n;
  }

  @Test
  void theLabelIsThePlaceOfTheMissingObject() {
    for (Permutations permutations : Permutations.values()) {
      List<Trial> trials = trials(source(50, permutations), Streams.TRAIN, 5000);
      for (Trial trial : trials) {
        assertThat(trial.ids()).hasSize(3 * n);
        List<Integer> options = options(trial);
        assertThat(row(trial)).doesNotHaveDuplicates().containsAll(second(trial));
        assertThat(options).doesNotHaveDuplicates().hasSize(n + 1).containsAll(row(trial));
        assertThat(row(trial)).contains(options.get(trial.label()));
        assertThat(second(trial))
            .doesNotHaveDuplicates()
            .doesNotContain(options.get(trial.label()));
      }
      assertBalanced(trials, n + 1);
    }
  }

  @Test
  void hardTestsKeepTheLastThreeAmongThemselvesAndTrainingDoesNot() {
    TrialSource hard = source(50, Permutations.HARD);
    assertThat(trials(hard, Streams.TEST, 2000)).allMatch(this::keepsTheFirst);
    assertThat(trials(hard, Streams.VALID, 2000)).allMatch(this::keepsTheFirst);
    assertThat(trials(hard, Streams.TRAIN, 20_000)).noneMatch(this::keepsTheFirst);
    // One permutation of C(n, 3) does.
    assertThat(trials(source(50, Permutations.ALL), Streams.TRAIN, 20_000))
        .anyMatch(this::keepsTheFirst);
    Set<List<Integer>> orders = new HashSet<>();
    for (Trial trial : trials(hard, Streams.TEST, 2000)) {
      orders.add(second(trial).stream().map(row(trial)::indexOf).toList());
    }
    assertThat(orders).hasSizeGreaterThan(1900);
  }

  private boolean keepsTheFirst(Trial trial) {
    return row(trial).subList(0, n - 3).containsAll(second(trial).subList(0, n - 3));
  }

  @Test
  void trainingNeverShowsHeldOutObjects() {
    assertHeldOut(source(50, Permutations.ALL), 100, 50);
  }

  @Test
  void formatTellsTheNetworkHowToRead() {
    TrialSource source = source(50, Permutations.ALL);
    assertThat(source.format().steps()).isEqualTo(3 * n);
    assertThat(source.format().target().width()).isEqualTo(n + 1);
    assertThat(source.chanceAccuracy()).isEqualTo(1.0 / (n + 1));
  }

  @Test
  void needsOneObjectMoreThanARow() {
    assertThatThrownBy(() -> source(95, Permutations.ALL))
        .hasMessage("n = 100, m = 95: train would have 5 objects, a trial shows " + (n + 1));
  }

  private List<Integer> row(Trial trial) {
    return trial.ids().subList(0, n);
  }

  private List<Integer> second(Trial trial) {
    return trial.ids().subList(n, 2 * n - 1);
  }

  private List<Integer> options(Trial trial) {
    return trial.ids().subList(2 * n - 1, 3 * n);
  }

  private TrialSource source(int m, Permutations permutations) {
    return task.source(new DistributionOptions(ObjectSet.SHAPES, 100, m, permutations));
  }
}
