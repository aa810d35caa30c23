package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.Json;
import dev.eigenspark.jobs.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SparkBenchmarksTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String words) {
    return Main.execute(
        words.split(" "),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private JsonNode measure(String words) {
    int code = run("bench " + words + " --master local[2] --seconds 0.01 --quiet --json");
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return Json.read(out.toString(StandardCharsets.UTF_8), JsonNode.class);
  }

  @Test
  void roundMeasuresAllContenders() {
    JsonNode report = measure("round --workloads 1e5");
    assertThat(report.at("/setting/master").asText()).isEqualTo("local[2]");
    assertThat(report.at("/setting/workers").asInt()).isEqualTo(2);
    JsonNode round = report.at("/sizes/0");
    assertThat(round.get("parameters").asLong()).isBetween(100_000L, 100_100L);
    assertThat(round.findValuesAsText("name")).containsExactly("eigenspark", "bare Spark", "DL4J");
    assertThat(round.at("/timings/1/medianMs").asDouble()).isPositive();
    assertThat(round.at("/timesOurs/0").asDouble()).isEqualTo(1);
  }

  @Test
  void scalingComparesOneWorkerWithSeveral() {
    JsonNode round = measure("scaling --workloads H5").at("/rounds/0");
    assertThat(round.get("examples").asLong()).isEqualTo(2 * 10 * 5);
    double one = round.at("/one/medianMs").asDouble();
    double several = round.at("/several/medianMs").asDouble();
    assertThat(round.get("efficiency").asDouble()).isEqualTo(one / several / 2);
  }

  @Test
  void aDryRunTellsWhatWouldBeMeasured() {
    assertThat(run("bench round --dry-run")).isZero();
    assertThat(run("bench scaling --dry-run --workloads H1,H20")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(6)
        .contains("1e6  a round over about 1,000,000 parameters")
        .contains("H20   LSTM 128 on copy T 100, batch 10, averaged every 20 steps");
  }
}
