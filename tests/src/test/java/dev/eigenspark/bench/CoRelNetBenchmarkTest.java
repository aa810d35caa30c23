package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.ShardData;
import dev.eigenspark.jobs.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class CoRelNetBenchmarkTest {
  @TempDir private Path scratch;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... words) {
    return Main.execute(
        words,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private JsonNode measured(String python) {
    String[] words = {
      "bench",
      "corelnet",
      "--seconds",
      "0.01",
      "--threads",
      "1",
      "--quiet",
      "--json",
      "--python",
      python
    };
    assertThat(run(words)).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return Json.read(out.toString(StandardCharsets.UTF_8), JsonNode.class).get("workloads");
  }

  /** A Python that answers as the peer does, with the same times for every block. */
  private String fakePython() throws IOException {
    Path file = scratch.resolve("python");
    Files.writeString(
        file,
        """
        #!/bin/sh
        echo '{"library": "Fake 1.0", "threads": 1}'
        while read -r request; do echo '{"milliseconds": [1.0, 3.0], "loss": 1.5}'; done
        """);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file.toString();
  }

  @Test
  void measuresAllContendersOnAllWorkloads() throws IOException {
    JsonNode workloads = measured(fakePython());
    assertThat(workloads.findValuesAsText("workload"))
        .containsExactly("W4", "m95", "m95-frozen", "m95-esbn");
    for (JsonNode workload : workloads) {
      assertThat(workload.findValuesAsText("name"))
          .containsExactly("eigenspark", "PyTorch by position", "PyTorch batched");
      assertThat(workload.at("/contenders/0/timing/medianMs").asDouble()).isPositive();
      assertThat(workload.at("/contenders/2/timing/medianMs").asDouble()).isEqualTo(2);
      assertThat(workload.at("/peerStartLoss/1").asDouble()).isEqualTo(1.5);
      assertThat(workload.get("startLoss").asDouble()).isCloseTo(Math.log(4), within(0.1));
    }
    assertThat(workloads.findValuesAsText("parameters"))
        .containsExactly(
            Integer.toString(197_600 + 256 + 16 * 256 + 257 * 4),
            Integer.toString(197_600 + 256 + 12_804),
            Integer.toString(197_600 + 256 + 12_804),
            Integer.toString(197_600 + 1_713_159 - 4 * 512));
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "EIGENSPARK_PYTHON", matches = ".+")
  void pytorchComputesTheSameLoss() {
    for (JsonNode workload : measured(System.getenv("EIGENSPARK_PYTHON"))) {
      double ours = workload.get("startLoss").asDouble();
      assertThat(workload.get("peerStartLoss")).hasSize(2);
      for (JsonNode peer : workload.get("peerStartLoss")) {
        assertThat(peer.asDouble()).isCloseTo(ours, within(1e-5));
      }
    }
  }

  @Test
  void everyImageOfW4IsAnotherAndM95HasFive() {
    assertThat(objects(RelationalWorkload.ALL.get(0))).hasSize(160);
    assertThat(objects(RelationalWorkload.ALL.get(1))).hasSize(5);
  }

  private static Set<Integer> objects(RelationalWorkload workload) {
    try (ScratchDataset data = new ScratchDataset(workload.trials(), workload.rows())) {
      ShardData trials = data.dataset().read("train", 0);
      Set<Integer> objects = new TreeSet<>();
      for (int row = 0; row < trials.rows(); row++) {
        for (int t = 0; t < workload.trials().format().steps(); t++) {
          objects.add(trials.value(0, row, t));
        }
      }
      return objects;
    }
  }

  @Test
  void aDryRunTellsWhatWouldBeMeasured() {
    assertThat(run("bench", "corelnet", "--dry-run", "--workloads", "m95,W4")).isZero();
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines)
        .containsExactly(
            "W4  corelnet, conv, 32 trials of 5 images 32x32x1, no two the same, Adam",
            "m95  corelnet, conv, 96 trials of 9 images 32x32x1, 5 distinct, Adam");
  }
}
