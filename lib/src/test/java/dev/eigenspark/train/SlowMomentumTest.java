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

class SlowMomentumTest {

  @Test
  void twoRoundsByHand() {
    OuterOptimizer outer = new SlowMomentum(0.5, 0.25);
    // m = (30 * 2 + 10 * 6) / 40 = 3; u = 8 - 3 = 5; x = 8 - 0.5 * 5.
    Start first =
        outer.next(new float[] {8}, new float[0], List.of(result(0, 30, 2), result(1, 10, 6)));
    assertThat(first.outer()).containsExactly(5);
    assertThat(first.shared()).containsExactly(5.5f);
    assertThat(first.own()).isEmpty();
    // m = 5; u = 0.25 * 5 + 0.5; x = 5.5 - 0.5 * 1.75.
    Start second = outer.next(first.shared(), first.outer(), List.of(result(0, 7, 5)));
    assertThat(second.outer()).containsExactly(1.75f);
    assertThat(second.shared()).containsExactly(4.625f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void followsItsFormula(int workers) {
    double alpha = 0.8;
    double beta = 0.6;
    OuterOptimizer outer = new SlowMomentum(alpha, beta);
    Start start = OuterRounds.begin();
    double[] u = new double[SIZE];
    for (int round = 0; round < 6; round++) {
      List<WorkerResult> results = OuterRounds.results(start, workers, round);
      Start next = OuterRounds.next(outer, start, results);
      for (int i = 0; i < SIZE; i++) {
        u[i] = beta * u[i] + (start.shared()[i] - mean(results, i));
        assertThat((double) next.outer()[i]).isCloseTo(u[i], within(1e-7));
        assertThat((double) next.shared()[i])
            .isCloseTo(start.shared()[i] - alpha * u[i], within(2e-7));
      }
      start = next;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void withoutMomentumItIsThePlainAverage(int workers) {
    Start momentum = OuterRounds.begin();
    // An element that all but vanishes beside its change.
    momentum.shared()[0] = 1e10f;
    Start plain = momentum;
    for (int round = 0; round < 4; round++) {
      List<WorkerResult> results = OuterRounds.results(OuterRounds.begin(), workers, round);
      momentum = OuterRounds.next(new SlowMomentum(1, 0), momentum, results);
      plain = OuterRounds.next(new PlainAverage(), plain, results);
      assertThat(momentum.shared()).containsExactly(plain.shared());
    }
  }
}
