package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command without the jar of the benchmarks. */
class BenchCommandTest {
  @Test
  void saysHowToGetTheBenchmarks() {
    Cli.Result result = Cli.run("bench", "rnn");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err())
        .startsWith("eigenspark: no benchmark is on the class path: run ./eigenspark bench rnn")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "bench # Missing required parameter: 'NAME'",
        "bench rnn --seconds 0 # --seconds 0.0 must be above 0 and at most 3600",
        "bench rnn --seconds NaN # --seconds NaN must be above 0 and at most 3600",
        "bench rnn --threads 0 # --threads 0 must be at least 1"
      })
  void aWrongCommandLineIsOneLineAndExitCode2(String words, String message) {
    Cli.Result result = Cli.run(words.split(" "));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("eigenspark: " + message).hasLineCount(1);
  }
}
