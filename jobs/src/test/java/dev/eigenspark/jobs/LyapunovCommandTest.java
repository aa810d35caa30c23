package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.TableFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LyapunovCommandTest {
  @TempDir private static Path shared;
  @TempDir private Path scratch;
  private static Path orthogonal;
  private static Path lstm;

  @BeforeAll
  static void train() {
    String conf = Cli.experiment(shared);
    Path data = shared.resolve("data");
    Cli.run("generate", conf, "--out", data.toString(), "--quiet");
    orthogonal = train(conf, data, "rnn-orth");
    lstm = train(conf, data, "lstm");
  }

  private static Path train(String conf, Path data, String model) {
    Path run = shared.resolve(model);
    Cli.Result result =
        Cli.run(
            "train",
            conf,
            "model.name=" + model,
            "train.checkpointEvery=1",
            "--data",
            data.toString(),
            "--out",
            run.toString(),
            "--quiet");
    assertThat(result.code()).as(result.err()).isZero();
    return run;
  }

  private Cli.Result analyze(String runs, String... more) {
    String[] words = {
      "analyze",
      "lyapunov",
      "--run",
      runs,
      "--out",
      scratch.resolve("out").toString(),
      "--overwrite",
      "--quiet"
    };
    return Cli.run(Cli.join(words, more));
  }

  private Table table(String runs, String... more) {
    Cli.Result result = analyze(runs, more);
    assertThat(result.code()).as(result.err()).isZero();
    return TableFile.readParquet(scratch.resolve("out/lyapunov.parquet"));
  }

  @Test
  void runsHaveRowsForEachCheckpointAndExponent() {
    Table table =
        table(
            orthogonal + "," + lstm,
            "lyapunov.maxCheckpoints=3",
            "lyapunov.exponents=10",
            "lyapunov.trials=5");
    // The state of the first has 8 numbers, of the second 16.
    assertThat(table.rows()).hasSize(3 * 8 + 3 * 10);
    assertThat(table.rows().get(23).get(0)).isEqualTo("rnn-orth");
    assertThat(table.rows().get(24).get(0)).isEqualTo("lstm");
    for (List<Object> row : table.rows()) {
      if (row.get(2).equals(0L)) {
        assertThat((double) row.get(4)).as("standard error").isPositive();
      }
    }
    JsonNode scalars =
        Json.read(scratch.resolve("out/lyapunov.json"), JsonNode.class).get("scalars");
    assertThat(scalars.get("largest_first").asDouble()).isEqualTo(table.rows().get(0).get(3));
    assertThat(scalars.get("largest_last").asDouble()).isEqualTo(table.rows().get(16).get(3));
    assertThat(scratch.resolve("out/lyapunov-course.svg")).isNotEmptyFile();
    assertThat(scratch.resolve("out/lyapunov-spectrum.svg")).isNotEmptyFile();
    assertThat(scratch.resolve("out/lyapunov-largest.svg")).isNotEmptyFile();
  }

  @Test
  void aNetworkCanBeLeftToItself() {
    String[] settings = {"lyapunov.drive=none", "lyapunov.steps=200"};
    Table bits = table(lstm.toString(), settings);
    assertThat(bits.rows()).hasSize(4 * 8);
    assertThat((double) bits.rows().get(0).get(4)).isNaN();
    // An untrained LSTM forgets.
    assertThat((double) bits.rows().get(0).get(3)).isNegative();
    Table nats = table(lstm.toString(), Cli.join(settings, "lyapunov.unit=nats"));
    for (int row = 0; row < nats.rows().size(); row++) {
      double expected = (double) bits.rows().get(row).get(3) * Math.log(2);
      assertThat((double) nats.rows().get(row).get(3)).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void aSplitThatIsNotThereIsNamed() {
    Cli.Result result = analyze(lstm.toString(), "lyapunov.split=tset");
    assertThat(result.code()).isNotZero();
    assertThat(result.err()).contains("tset").hasLineCount(1);
  }
}
