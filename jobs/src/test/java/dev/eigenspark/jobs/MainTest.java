package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  @TempDir private Path scratch;

  @Test
  void helpIsAResult() {
    Cli.Result help = Cli.run("--help");
    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .contains("run", "generate", "train", "analyze", "report", "verify", "list")
        .contains("quickstart.conf");
    assertThat(Cli.run("train", "--help").out()).contains("--data", "--master", "--dry-run");
  }

  @Test
  void versionNamesSparkAndJava() {
    assertThat(Cli.run("--version").out()).contains("eigenspark ").contains("Spark 3.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "'' # Missing required subcommand; see ./eigenspark --help",
        "rnu x.conf # unknown command 'rnu'; did you mean 'run'? known: ablate, analyze",
        "run # Missing required parameter: 'CONF'; see ./eigenspark run --help",
        "run x.conf --ot d # Unknown option: '--ot'; see ./eigenspark run --help",
        "generate x.conf # Missing required option: '--out=DIR'; see ./eigenspark generate --help",
        "run x.conf --seed one # Invalid value for option '--seed'"
      })
  void aWrongCommandLineIsOneLineAndExitCode2(String words, String message) {
    Cli.Result result = Cli.run(words.isEmpty() ? new String[0] : words.split(" "));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("eigenspark: " + message).hasLineCount(1);
  }

  @Test
  void aFailureIsOneLineAndItsExitCode() {
    Cli.Result configuration = Cli.run("run", scratch.resolve("no.conf").toString());
    assertThat(configuration.code()).isEqualTo(3);
    assertThat(configuration.err()).startsWith("eigenspark: no such file ").hasLineCount(1);

    Cli.Result data = Cli.run("report", scratch.resolve("none").toString());
    assertThat(data.code()).isEqualTo(4);
    assertThat(data.err()).contains("no such directory").hasLineCount(1);
  }

  @Test
  void aFileThatBeginsWithAtIsNotReadAsArguments() {
    assertThat(Cli.run("run", "@list").err()).contains("no such file @list");
  }

  @Test
  void jsonIsOneObjectOnStandardOutput() {
    Cli.Result result = Cli.run("list", "tasks", "--json");
    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    JsonNode json = Json.read(result.out(), JsonNode.class);
    assertThat(json.isObject()).isTrue();
    assertThat(json.get("kind").asText()).isEqualTo("tasks");
  }

  @ParameterizedTest
  @CsvSource({
    "list planets --json, usage, 2",
    "list --json --nonsense, usage, 2",
    "run no.conf --json, configuration, 3",
    "report none --json, data, 4"
  })
  void jsonOfAFailureIsItsKindMessageAndExitCode(String words, String kind, int exitCode) {
    Cli.Result result = Cli.run(words.split(" "));
    assertThat(result.code()).isEqualTo(exitCode);
    JsonNode document = Json.read(result.out(), JsonNode.class);
    assertThat(document.size()).isEqualTo(1);
    JsonNode error = document.get("error");
    assertThat(error.get("kind").asText()).isEqualTo(kind);
    assertThat(error.get("exitCode").asInt()).isEqualTo(exitCode);
    assertThat(error.size()).isEqualTo(3);
    assertThat(result.err())
        .isEqualToIgnoringNewLines("eigenspark: " + error.get("message").asText());
  }

  @Test
  void aFailureWithoutJsonIsNothingOnStandardOutput() {
    assertThat(Cli.run("list", "planets").out()).isEmpty();
  }
}
