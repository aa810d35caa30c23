package dev.eigenspark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.Json;
import dev.eigenspark.jobs.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real target, from the command line to the report, on our training rounds and on DL4J's. */
class AddingRunTest {
  private static final double CHANCE = 1.0 / 6;

  @TempDir private Path out;

  @ParameterizedTest
  @ValueSource(strings = {"eigenspark", "dl4j"})
  void learnsToAdd(String rounds) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.execute(
            new String[] {
              "run",
              "../conf/experiments/adding.conf",
              "--out",
              out.toString(),
              "data.T=6",
              "data.rows.train=4000",
              "data.rows.test=500",
              "model.hidden=32",
              "train.batch=20",
              "train.lr=1e-2",
              "train.steps=1500",
              "train.averaging.every=10",
              "train.averaging.master=" + rounds,
              "--master",
              "local[2]",
              "--quiet"
            },
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();

    JsonNode evaluation = Json.read(out.resolve("run/evaluation.json"), JsonNode.class);
    assertThat(evaluation.get("chance_loss").asDouble()).isEqualTo(CHANCE);
    assertThat(evaluation.at("/splits/test/loss").asDouble()).isBetween(1e-6, CHANCE / 4);
    assertThat(evaluation.at("/splits/test/accuracy").asDouble())
        .isGreaterThan(2 * evaluation.get("chance_accuracy").asDouble());
    assertThat(out.resolve("run/report.html")).content().contains("loss (squared error)");
    assertThat(out.resolve("data/CARD.md"))
        .content()
        .contains("right when every number is off by less than 0.04")
        .contains("0.16667 squared error a step");
  }
}
