package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.Json;
import dev.eigenspark.jobs.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HDetachBenchmarkTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... words) {
    return Main.execute(
        words,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @Test
  void timesEveryProbability() {
    String[] words = {
      "bench", "hdetach", "--seconds", "0.01", "--threads", "1", "--quiet", "--json"
    };
    assertThat(run(words)).as(err.toString(StandardCharsets.UTF_8)).isZero();
    JsonNode timings = Json.read(out.toString(StandardCharsets.UTF_8), JsonNode.class);
    assertThat(timings.findValuesAsText("name")).containsExactly("0", "0.25", "0.5");
    assertThat(timings).allSatisfy(t -> assertThat(t.get("medianMs").asDouble()).isPositive());
  }

  @Test
  void aWorkloadIsRefusedInOneLine() {
    assertThat(run("bench", "hdetach", "--workloads", "W1")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("eigenspark: --workloads: benchmark hdetach has no workloads")
        .hasLineCount(1);
  }
}
