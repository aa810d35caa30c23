package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.Json;
import dev.eigenspark.jobs.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AveragingBenchmarkTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... words) {
    return Main.execute(
        words,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @Test
  void theMeanMatrixDriftsAndTheMeanGeneratorDoesNot() {
    assertThat(run("bench", "averaging", "--json")).isZero();
    JsonNode rows = Json.read(out.toString(StandardCharsets.UTF_8), JsonNode.class);
    assertThat(rows).hasSize(6);
    double before = 0;
    for (JsonNode row : rows) {
      double distance = row.get("distance").asDouble();
      double drift = row.get("ofMatrices").asDouble();
      assertThat(row.get("ofGenerators").asDouble()).isLessThan(3e-6);
      assertThat(drift).isGreaterThan(Math.max(before, distance * distance));
      before = drift;
    }
  }

  @Test
  void printsATable() {
    assertThat(run("bench", "averaging", "--markdown")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("| distance | generators | matrices |\n");
  }

  @Test
  void aWorkloadIsRefusedInOneLine() {
    assertThat(run("bench", "averaging", "--workloads", "K3")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("eigenspark: --workloads: benchmark averaging has no workloads")
        .hasLineCount(1);
  }
}
