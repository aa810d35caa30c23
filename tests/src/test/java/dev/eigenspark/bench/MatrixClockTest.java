package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.bench.Workload.Cell;
import dev.eigenspark.config.TrainOptions.Optimizer;
import dev.eigenspark.train.TrainingStep;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixClockTest {
  @ParameterizedTest
  @CsvSource({"NNRNN, true", "MODRELU, false"})
  void clocksTheRecurrentMatrixWithinTheIterations(Cell cell, boolean parametrized) {
    Workload workload =
        new Workload("W0", cell, 23, 4, 1, 64, 5, false, Optimizer.RMSPROP, 1e-6, 0.9);
    try (ScratchDataset data = new ScratchDataset(workload.trials(), 2 * workload.rows())) {
      TrainingStep step = new TrainingStep(workload.network(), data.dataset(), workload.training());
      MatrixClock clock = new MatrixClock(Contender.local("ours", step::run));
      assertThat(clock.medianMs()).isZero();
      long began = System.nanoTime();
      clock.block(0.2);
      double milliseconds = (System.nanoTime() - began) / 1e6;
      if (parametrized) {
        assertThat(clock.medianMs()).isPositive();
        assertThat(clock.medianMs()).isLessThan(milliseconds);
      } else {
        assertThat(clock.medianMs()).isZero();
      }
      assertThat(clock.name()).isEqualTo("ours");
    }
  }
}
