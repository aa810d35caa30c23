package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.Json;
import dev.eigenspark.jobs.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CkaBenchmarkTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... words) {
    return Main.execute(
        words,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @Test
  void everyPartitionGivesTheSameCka() {
    String[] words = {
      "bench",
      "cka",
      "--workloads",
      "1e4",
      "--seconds",
      "0.01",
      "--master",
      "local[2]",
      "--quiet",
      "--json"
    };
    assertThat(run(words)).as(err.toString(StandardCharsets.UTF_8)).isZero();
    JsonNode found = Json.read(out.toString(StandardCharsets.UTF_8), JsonNode.class);
    assertThat(found.at("/rates/dsyrk").asDouble()).isPositive();
    assertThat(found.get("passes").findValues("partitions"))
        .extracting(JsonNode::asInt)
        .containsExactly(1, 7, 64);
    assertThat(found.get("passes"))
        .allSatisfy(pass -> assertThat(pass.get("difference").asDouble()).isLessThan(1e-10));
    assertThat(found.at("/inMemory/0/medianMs").asDouble()).isPositive();
  }

  @Test
  void unknownSizesAreNamed() {
    assertThat(run("bench", "cka", "--workloads", "1e3")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("unknown workload '1e3'");
  }
}
