package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.bench.SharingReport.Measured;
import dev.eigenspark.data.Json;
import dev.eigenspark.jobs.BenchmarkOptions;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.track.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SharingBenchmarkTest {
  private static final Workload W3 = Workload.named(List.of("W3")).get(0);

  private static BenchmarkOptions options(int cores) {
    return new BenchmarkOptions(
        List.of("W3"), 0.2, cores, Optional.empty(), () -> null, Progress.Style.QUIET);
  }

  @Test
  void trainersOfTheirOwnProcessesAreAddedUp() {
    BenchmarkResult result = new SharingBenchmark().run(options(1));
    JsonNode workload =
        Json.read(Json.writeLine(result.summary()), JsonNode.class).at("/workloads/0");
    assertThat(workload.get("totals")).hasSize(2);
    assertThat(workload.at("/totals/1/trainers").asInt()).isEqualTo(2);
    assertThat(workload.at("/totals/1/rounds")).hasSize(SharingBenchmark.ROUNDS);
    assertThat(workload.at("/totals/0/examplesPerSecond").asDouble()).isPositive();
    assertThat(workload.get("crowded").asDouble()).isPositive();
  }

  @Test
  void theRatioIsThatOfTheSameRounds() {
    double[] one = {50, 50, 50};
    double[] two = {100, 10, 100};
    double[] four = {90, 9.5, 80};
    Measured measured = Measured.of(W3, 2, new TreeMap<>(Map.of(1, one, 2, two, 4, four)));
    assertThat(measured.crowded()).isEqualTo(0.9);
    BenchmarkResult result =
        new SharingReport(Provenance.ofThisProcess(), 2, 10, List.of(measured)).result();
    assertThat(result.tables().get(0).head())
        .containsExactly(
            "workload",
            "1 trainer, examples/s",
            "2 trainers, examples/s",
            "4 trainers, examples/s",
            "4 over 2",
            "shape");
    assertThat(result.tables().get(0).rows())
        .containsExactly(List.of("W3", "50", "100", "80", "90 %", W3.description()));
  }

  @Test
  void thePlanSaysHowManyTrainers() {
    assertThat(new SharingBenchmark().plan(options(2)))
        .containsExactly("W3  [1, 2, 4] trainers of " + W3.description());
  }
}
