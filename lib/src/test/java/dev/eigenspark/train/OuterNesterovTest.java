package dev.eigenspark.train;

import static dev.eigenspark.train.OuterRounds.SIZE;
import static dev.eigenspark.train.OuterRounds.mean;
import static dev.eigenspark.train.OuterRounds.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.train.OuterOptimizer.Start;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OuterNesterovTest {

  @Test
  void twoRoundsByHand() {
    OuterOptimizer outer = new OuterNesterov(0.5, 0.5);
    // m = 4; g = u = 4; x = 8 - 0.5 * (4 + 0.5 * 4).
    Start first =
        outer.next(new float[] {8}, new float[0], List.of(result(0, 1, 3), result(1, 1, 5)));
    assertThat(first.outer()).containsExactly(4);
    assertThat(first.shared()).containsExactly(5);
    assertThat(first.own()).isEmpty();
    // m = 4; g = 1; u = 0.5 * 4 + 1; x = 5 - 0.5 * (1 + 0.5 * 3).
    Start second = outer.next(first.shared(), first.outer(), List.of(result(0, 9, 4)));
    assertThat(second.outer()).containsExactly(3);
    assertThat(second.shared()).containsExactly(3.75f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void followsItsFormula(int workers) {
    OuterOptimizer outer = new OuterNesterov(0.7, 0.9);
    Start start = OuterRounds.begin();
    double[] u = new double[SIZE];
    for (int round = 0; round < 6; round++) {
      List<WorkerResult> results = OuterRounds.results(start, workers, round);
      Start next = OuterRounds.next(outer, start, results);
      for (int i = 0; i < SIZE; i++) {
        double g = start.shared()[i] - mean(results, i);
        u[i] = 0.9 * u[i] + g;
        assertThat((double) next.outer()[i]).isCloseTo(u[i], within(1e-7));
        assertThat((double) next.shared()[i])
            .isCloseTo(start.shared()[i] - 0.7 * (g + 0.9 * u[i]), within(2e-7));
      }
      start = next;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void withoutMomentumItIsThePlainAverage(int workers) {
    Start start = OuterRounds.begin();
    for (int round = 0; round < 4; round++) {
      List<WorkerResult> results = OuterRounds.results(start, workers, round);
      Start next = OuterRounds.next(new OuterNesterov(1, 0), start, results);
      assertThat(next.shared())
          .containsExactly(OuterRounds.next(new PlainAverage(), start, results).shared());
      start = next;
    }
  }
}
