package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainPlanTest {

  @Test
  void workersShareAnEpochWithoutOverlap() {
    TrainPlan plan = new TrainPlan(120, 25, 4, 3, 0, 5, 10, 1);
    Set<Long> seen = new HashSet<>();
    for (int step = 0; step < 10; step++) {
      for (int worker = 0; worker < 3; worker++) {
        for (long row : rows(plan, worker, step)) {
          assertThat(seen.add(row)).as("row %d", row).isTrue();
        }
      }
    }
    assertThat(seen).hasSize(120);
  }

  @Test
  void minibatchesRunOverTheEndOfAnEpoch() {
    TrainPlan plan = new TrainPlan(5, 5, 4, 1, 0, 1, 10, 1);
    Set<Long> epoch = new HashSet<>();
    for (long row : rows(plan, 0, 0)) {
      epoch.add(row);
    }
    epoch.add(rows(plan, 0, 1)[0]);
    assertThat(epoch).hasSize(5);
  }

  @Test
  void theLastRoundTakesWhatIsLeft() {
    TrainPlan plan = new TrainPlan(100, 10, 4, 2, 0, 20, 50, 1);
    assertThat(plan.rounds()).isEqualTo(3);
    assertThat(plan.stepsIn(0)).isEqualTo(20);
    assertThat(plan.stepsIn(2)).isEqualTo(10);
  }

  @Test
  void theFirstStepsAreRoundsOfTheirOwn() {
    TrainPlan plan = new TrainPlan(100, 10, 4, 2, 3, 20, 50, 1);
    assertThat(plan.rounds()).isEqualTo(6);
    assertThat(plan.stepsIn(2)).isEqualTo(1);
    assertThat(plan.stepsIn(3)).isEqualTo(20);
    assertThat(plan.stepsIn(5)).isEqualTo(7);
    assertThat(plan.firstStep(plan.rounds())).isEqualTo(50);
  }

  @Test
  void theBeginningTakesTheSameRounds() {
    TrainPlan whole = new TrainPlan(100, 10, 4, 2, 3, 20, 50, 1);
    TrainPlan beginning = whole.limitedTo(5);
    assertThat(beginning.rounds()).isEqualTo(4);
    assertThat(beginning.stepsIn(3)).isEqualTo(2);
    assertThat(whole.limitedTo(51)).isEqualTo(whole);
    assertThat(whole.limitedTo(2).first()).isEqualTo(2);
  }

  private static long[] rows(TrainPlan plan, int worker, long step) {
    long[] rows = new long[plan.batch()];
    plan.new Cursor().fill(worker, step, rows);
    return rows;
  }
}
