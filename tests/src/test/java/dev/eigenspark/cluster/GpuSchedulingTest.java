package dev.eigenspark.cluster;

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
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train.gpus} from the command line to the workers, with a stand-in for the GPUs. */
@Tag("packaging")
class GpuSchedulingTest {
  private static final String SCRIPT = "spark.executor.resource.gpu.discoveryScript";

  @TempDir private Path directory;

  @Test
  void theRunSaysWhichGpuEachWorkerWasGiven() throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = run("echo '{\"name\": \"gpu\", \"addresses\": [\"GPU-7\"]}'", err);
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    JsonNode gpus =
        Json.read(directory.resolve("out/run/provenance.json"), JsonNode.class).get("gpus");
    assertThat(gpus.toString()).isEqualTo("{\"0\":[\"GPU-7\"],\"1\":[\"GPU-7\"]}");
  }

  @Test
  void withoutGpusNothingIsWritten() throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(run("echo 'no GPU here' >&2; exit 1", err)).isEqualTo(6);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("eigenspark: train.gpus is 1, but no GPU here\n");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  private int run(String discovery, ByteArrayOutputStream err) throws IOException {
    Path script = directory.resolve("discover.sh");
    Files.writeString(script, "#!/bin/sh\n" + discovery + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Path experiment = directory.resolve("small.conf");
    Files.writeString(
        experiment,
        """
        name = small
        description = "a small copy task"
        data { task = copy, T = 3, tokens = 2, symbols = 4, rows.train = 100 }
        model { name = rnn-orth, hidden = 8 }
        train { batch = 5, steps = 4, workers = 2, averaging.every = 2, gpus = 1 }
        """);
    Map<String, String> settings =
        Map.of(
            SCRIPT,
            script.toString(),
            "spark.executor.extraClassPath",
            System.getProperty("java.class.path"));
    settings.forEach(System::setProperty);
    try {
      return Main.execute(
          new String[] {
            "run",
            experiment.toString(),
            "--out",
            directory.resolve("out").toString(),
            "--quiet",
            "--master",
            TestCluster.TWO_EXECUTORS
          },
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8));
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
  }
}
