package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.jobs.BenchmarkOptions;
import dev.eigenspark.progress.Progress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryBenchmarkTest {
  private static final BenchmarkOptions OPTIONS =
      new BenchmarkOptions(List.of("W1"), 1, 1, Optional.empty(), () -> null, Progress.Style.QUIET);

  @Test
  void aTrainerHoldsWhatTheFormulaSaysAndDoesNotGrow() {
    MemoryReport report = new MemoryBenchmark(1600).measure(OPTIONS);
    assertThat(report.workloads()).hasSize(1);
    assertThat(report.workloads().get(0).heapOverFormula()).isBetween(0.8, 1.2);
    // 1000 minibatches that stay would be 8 MB off the heap, 1000 arrays of a minibatch 8 MB on it.
    MemoryReport.Growth growth = report.growth();
    assertThat(growth.readings()).hasSize(20);
    assertThat(growth.heapSlope()).isLessThan(500_000);
    assertThat(growth.residentSlope()).isLessThan(4_000_000);
  }

  @Test
  void thePlanNamesTheLongTraining() {
    assertThat(new MemoryBenchmark().plan(OPTIONS))
        .containsExactly(
            "W1  10 iterations of LSTM 128, T 220, batch 100, loss at every step, Adam",
            "W3  10000 iterations of modReLU RNN 128, T 200, batch 10, loss at the last step,"
                + " RMSprop");
  }
}
