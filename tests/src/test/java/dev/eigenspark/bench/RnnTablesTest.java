package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.bench.GemmRates.Product;
import dev.eigenspark.bench.GemmRates.Rate;
import dev.eigenspark.bench.RnnReport.Environment;
import dev.eigenspark.bench.RnnReport.Measured;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.track.Provenance;
import java.util.List;
import org.junit.jupiter.api.Test;

class RnnTablesTest {
  private static final Workload W1 = Workload.ALL.get(0);
  private static final Provenance PROVENANCE =
      new Provenance("1", "", "17", "Vendor", "Linux", "amd64", "Some CPU", 8, "3.5.7");
  private static final List<Rate> PRODUCTS =
      List.of(
          new Rate(new Product(2, 3, 4), "slow", 50), new Rate(new Product(2, 3, 4), "fast", 200));

  private static RnnReport report(String peer) {
    double atHalfThePeak = W1.gemmFlops() / (0.5 * 200 * 1e6);
    List<Timing> timings =
        List.of(
            new Timing("eigenspark", atHalfThePeak, 1, 9),
            new Timing("DL4J layer", 3 * atHalfThePeak, 1, 9));
    return new RnnReport(
        new Environment(PROVENANCE, "packed, in the test", 2, peer, 10),
        PRODUCTS,
        List.of(Measured.of(W1, RnnReport.peak(PRODUCTS), timings, 0)));
  }

  @Test
  void aRowHasTimesRatiosAndTheShareOfTheFastestProduct() {
    BenchmarkResult.Table table = RnnTables.result(report("")).tables().get(0);
    assertThat(table.head())
        .containsExactly("workload", "eigenspark, ms", "DL4J layer, ms", "gemm peak", "shape");
    assertThat(table.rows())
        .containsExactly(List.of("W1", "92.4", "277 (3.00x)", "50 %", W1.description()));
  }

  @Test
  void whoIsMissingLeavesADashAndTheMatrixHasItsShare() {
    Workload w5 = Workload.named(List.of("W5")).get(0);
    List<Timing> timings = List.of(new Timing("eigenspark", 200, 1, 9));
    RnnReport one = report("");
    RnnReport both =
        new RnnReport(
            one.environment(),
            PRODUCTS,
            List.of(Measured.of(w5, 200, timings, 30), one.workloads().get(0)));
    BenchmarkResult result = RnnTables.result(both);
    assertThat(result.tables().get(0).head()).contains("eigenspark, ms", "DL4J layer, ms");
    assertThat(result.tables().get(0).rows().get(0)).startsWith("W5", "200", "-");
    assertThat(result.tables().get(0).rows().get(1)).startsWith("W1", "92.4", "277 (3.00x)");
    assertThat(result.notes())
        .contains(
            "W5: the matrix exponential, its adjoint and their products are 15 % of our iteration.")
        .noneMatch(note -> note.startsWith("W1"));
  }

  @Test
  void productsAreListedWithTheirKernels() {
    assertThat(RnnTables.result(report("")).tables().get(1).rows())
        .containsExactly(List.of("2 x 3 x 4", "slow", "50"), List.of("2 x 3 x 4", "fast", "200"));
  }

  @Test
  void notesSayWhatItRanOnAndWhetherThePeerWasThere() {
    assertThat(RnnTables.result(report("")).notes())
        .anyMatch(
            note ->
                note.contains(
                    "Some CPU, 8 cores; Java 17; our matrix products: packed, in the test"))
        .anyMatch(note -> note.startsWith("2 threads for every contender"))
        .anyMatch(note -> note.startsWith("PyTorch not found"));
    assertThat(RnnTables.result(report("PyTorch 2.0")).notes())
        .contains("PyTorch 2.0, denormals flushed.");
  }
}
