package dev.eigenspark.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.Failure;
import dev.eigenspark.data.Json;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks a discovery script of Spark for the GPUs of this machine. */
final class GpuDiscovery {
  private static final long LIMIT_SECONDS = 30;

  private GpuDiscovery() {}

  /**
   * The addresses that the script prints.
   *
   * @throws Failure of kind INFRASTRUCTURE, with the script's own line, when it fails
   */
  static List<String> addresses(String script) {
    try {
      Path output = Files.createTempFile("eigenspark-gpus", ".json");
      try {
        Process process =
            new ProcessBuilder(script)
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output).strip();
        if (!ended) {
          throw Failure.infrastructure(script + " does not end", null);
        }
        if (process.exitValue() != 0) {
          throw Failure.infrastructure(text.isEmpty() ? script + " failed" : text, null);
        }
        List<String> addresses = new ArrayList<>();
        Json.read(text, JsonNode.class).path("addresses").forEach(a -> addresses.add(a.asText()));
        return addresses;
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw Failure.infrastructure("cannot run " + script + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.infrastructure("interrupted while " + script + " ran", e);
    }
  }
}
