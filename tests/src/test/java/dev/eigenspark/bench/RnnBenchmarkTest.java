package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.Json;
import dev.eigenspark.jobs.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RnnBenchmarkTest {
  @TempDir private Path scratch;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... words) {
    return Main.execute(
        words,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** A Python that answers as the peer does, with the same times for every block. */
  private String fakePython() throws IOException {
    Path file = scratch.resolve("python");
    Files.writeString(
        file,
        """
        #!/bin/sh
        echo '{"library": "Fake 1.0", "threads": 1}'
        while read -r request; do echo '{"milliseconds": [1.0, 3.0]}'; done
        """);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file.toString();
  }

  @Test
  void measuresAllContendersAndReportsThemAsJson() throws IOException {
    String[] words = {
      "bench",
      "rnn",
      "--workloads",
      "W3",
      "--seconds",
      "0.01",
      "--threads",
      "1",
      "--quiet",
      "--json",
      "--python",
      fakePython()
    };
    assertThat(run(words)).as(err()).isZero();
    JsonNode report = Json.read(out(), JsonNode.class);
    assertThat(report.at("/environment/peer").asText()).isEqualTo("Fake 1.0");
    assertThat(report.at("/environment/backend").asText()).isNotBlank();
    assertThat(report.get("products")).hasSize(8);
    JsonNode workload = report.at("/workloads/0");
    assertThat(workload.get("workload").asText()).isEqualTo("W3");
    assertThat(workload.get("roofline").asDouble()).isPositive();
    assertThat(workload.findValuesAsText("name"))
        .containsExactly(
            "eigenspark",
            "bare engine",
            "graph.fit",
            "DL4J layer",
            "PyTorch eager",
            "PyTorch fused");
    JsonNode eager = workload.at("/contenders/4/timing");
    assertThat(eager.get("medianMs").asDouble()).isEqualTo(2);
    assertThat(eager.get("minMs").asDouble()).isEqualTo(1);
    assertThat(eager.get("count").asInt()).isEqualTo(2 * Alternation.ROUNDS);
  }

  @Test
  void aDryRunTellsWhatWouldBeMeasured() {
    assertThat(run("bench", "rnn", "--dry-run", "--workloads", "W1,W3")).isZero();
    assertThat(out().lines()).hasSize(2).first().asString().startsWith("W1  LSTM 128, T 220");
  }

  @Test
  void anUnknownBenchmarkIsOneLine() {
    assertThat(run("bench", "rnm")).isEqualTo(3);
    assertThat(err()).startsWith("eigenspark: unknown benchmark 'rnm'; did you mean 'rnn'?");
    assertThat(err().lines()).hasSize(1);
  }

  @Test
  void anUnknownWorkloadIsOneLine() {
    assertThat(run("bench", "rnn", "--workloads", "W1,W7")).isEqualTo(2);
    assertThat(err()).startsWith("eigenspark: --workloads: unknown workload 'W7'");
  }

  @Test
  void aPythonThatWasNamedMustBeThere() {
    assertThat(run("bench", "rnn", "--python", "/no/python")).isEqualTo(6);
    assertThat(err()).startsWith("eigenspark: '/no/python' does not start").hasLineCount(1);
  }
}
