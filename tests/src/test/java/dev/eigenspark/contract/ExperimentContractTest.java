package dev.eigenspark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.config.Experiment;
import dev.eigenspark.data.Json;
import dev.eigenspark.jobs.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every file of {@code conf/experiments} must be. */
class ExperimentContractTest {
  @TempDir private Path scratch;

  static List<Path> experiments() {
    return Repository.experiments();
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void canBePlanned(Path file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String result = scratch.resolve("result").toString();
    List<String> arguments = new ArrayList<>(List.of("run", file.toString()));
    arguments.addAll(brought(file));
    arguments.addAll(List.of("--out", result, "--dry-run", "--json"));
    int code =
        Main.execute(
            arguments.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    JsonNode plan = Json.read(out.toString(StandardCharsets.UTF_8), JsonNode.class);
    assertThat(plan.get("train").get("rounds").asLong()).isPositive();
    assertThat(plan.get("generate").get("bytes").asLong()).isPositive();
  }

  /** The settings that name what a user has to bring. */
  private List<String> brought(Path file) {
    return switch (Experiment.load(file, List.of()).data().task()) {
      case "pixels" -> List.of("data.directory=" + BlankImages.write(scratch));
      case "char-lm" -> List.of("data.directory=" + DullText.write(scratch));
      default -> List.of();
    };
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void saysWhatItShows(Path file) {
    assertThat(Experiment.load(file, List.of()).description()).isNotBlank();
  }
}
