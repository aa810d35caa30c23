package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.bench.MemoryReport.Growth;
import dev.eigenspark.bench.MemoryReport.Measured;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.track.Provenance;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MemoryReportTest {
  private static final Workload W3 = Workload.named(List.of("W3")).get(0);
  private static final Provenance PROVENANCE =
      new Provenance("1", "", "17", "Vendor", "Linux", "amd64", "Some CPU", 8, "3.5.7");

  @Test
  void slopesAreOfTheSecondHalf() {
    List<MemoryReading> readings =
        LongStream.range(0, 10)
            .mapToObj(i -> new MemoryReading(i < 5 ? 900 * i : 300 * i, 7_000 - i))
            .toList();
    Growth growth = Growth.of("W3", 500, readings);
    assertThat(growth.heapSlope()).isCloseTo(600, within(1e-9));
    assertThat(growth.residentSlope()).isCloseTo(-2, within(1e-9));
  }

  @Test
  void growthIsWhatMostLegsAdd() {
    assertThat(MemoryReport.typicalRise(new double[] {1, 1, 4})).isCloseTo(1.5, within(1e-12));
    assertThat(MemoryReport.typicalRise(new double[] {1, 2, 3, 4})).isEqualTo(1);
    // Once is no growth.
    assertThat(MemoryReport.typicalRise(new double[] {1, 1, 9, 9, 9})).isZero();
  }

  @Test
  void tablesHaveTheFormulaBesideTheMeasurement() {
    MemoryReading held = new MemoryReading(2 * W3.scratch(), 5_000_000);
    MemoryReport report =
        new MemoryReport(
            PROVENANCE,
            List.of(Measured.of(W3, held)),
            Growth.of("W3", 500, List.of(held, held, held, held)));
    BenchmarkResult result = report.result();
    assertThat(result.tables().get(0).rows())
        .containsExactly(List.of("W3", "2.36", "4.72", "2.00", "5.0", W3.description()));
    assertThat(result.tables().get(1).rows())
        .containsExactly(List.of("W3", "2000", "4.72", "0.0", "5", "0.0"));
    assertThat(result.notes()).first().asString().startsWith("Some CPU, 8 cores; Java 17");
  }

  @Test
  void theResidentSizeIsReadInKibibytes() {
    assertThat(MemoryReading.resident("VmHWM:\t  99 kB\nVmRSS:\t  12 kB\nThreads:\t3\n"))
        .isEqualTo(12 * 1024);
    assertThat(MemoryReading.now().resident()).isGreaterThan(10_000_000);
  }
}
