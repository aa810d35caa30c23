package dev.eigenspark.train;

import static dev.eigenspark.train.OuterRounds.SIZE;
import static dev.eigenspark.train.OuterRounds.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.train.OuterOptimizer.Start;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticAverageTest {

  @Test
  void oneRoundByHand() {
    // a = 0.5 * 3 / 4 and 0.5 * 1 / 4; x = 8 + 0.375 * (0 - 8) + 0.125 * (16 - 8).
    Start next =
        new ElasticAverage(0.5)
            .next(new float[] {8}, new float[0], List.of(result(0, 30, 0), result(1, 10, 16)));
    assertThat(next.shared()).containsExactly(6);
    assertThat(next.own().get(0)).containsExactly(3);
    assertThat(next.own().get(1)).containsExactly(15);
    assertThat(next.outer()).isEmpty();
  }

  @Test
  void aSingleWorkerIsTiedToTheSharedParametersToo() {
    Start next =
        new ElasticAverage(0.25).next(new float[] {4}, new float[0], List.of(result(0, 9, 8)));
    assertThat(next.shared()).containsExactly(5);
    assertThat(next.own()).hasSize(1);
    assertThat(next.own().get(0)).containsExactly(7);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void followsItsFormula(int workers) {
    double beta = 0.9;
    double total = 5.0 * workers * (workers + 1);
    Start start = OuterRounds.begin();
    for (int round = 0; round < 6; round++) {
      List<WorkerResult> results = OuterRounds.results(start, workers, round);
      Start next = OuterRounds.next(new ElasticAverage(beta), start, results);
      for (int i = 0; i < SIZE; i++) {
        double x = start.shared()[i];
        double sum = 0;
        for (int k = 0; k < workers; k++) {
          double force =
              beta * OuterRounds.examples(k) / total * (results.get(k).state().parameters()[i] - x);
          sum += force;
          assertThat((double) next.own().get(k)[i])
              .isCloseTo(results.get(k).state().parameters()[i] - force, within(2e-7));
        }
        assertThat((double) next.shared()[i]).isCloseTo(x + sum, within(2e-7));
      }
      start = next;
    }
  }
}
