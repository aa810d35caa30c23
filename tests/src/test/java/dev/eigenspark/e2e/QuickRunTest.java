package dev.eigenspark.e2e;

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
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quickstart in small, from the command line to the report, and what can go wrong with it. */
class QuickRunTest {
  private static final String[] SMALL = {
    "data.T=3",
    "data.tokens=2",
    "data.rows.train=200",
    "data.rows.valid=20",
    "data.rows.test=30",
    "data.shardRows=128",
    "model.hidden=8",
    "train.steps=6",
    "train.averaging.every=2",
    "--master",
    "local[2]",
    "--quiet"
  };

  @TempDir private static Path shared;
  private static Path experiment;
  private static Result first;

  @TempDir private Path scratch;

  private record Result(int code, String out, String err) {
    JsonNode json() {
      return Json.read(out, JsonNode.class);
    }
  }

  @BeforeAll
  static void runOnce() {
    experiment = shared.resolve("a new/place");
    first = run(experiment, "--json");
  }

  @Test
  void leavesEveryFileOfTheContract() {
    assertThat(first.code()).as(first.err()).isZero();
    for (String file :
        new String[] {
          "data/train/part-00000.parquet",
          "data/train/part-00001.parquet",
          "data/valid/part-00000.parquet",
          "data/test/part-00000.parquet",
          "data/manifest.json",
          "data/CARD.md",
          "data/resolved.conf",
          "data/_SUCCESS",
          "run/resolved.conf",
          "run/provenance.json",
          "run/metrics.jsonl",
          "run/evaluation.json",
          "run/checkpoints/0/weights.safetensors",
          "run/checkpoints/6/weights.safetensors",
          "run/model/weights.safetensors",
          "run/model/model.json",
          "run/analysis/spectra.parquet",
          "run/analysis/spectra.json",
          "run/report.html"
        }) {
      assertThat(experiment.resolve(file)).isNotEmptyFile();
    }
    assertThat(experiment.resolve("run")).isDirectoryContaining("glob:**events.out.tfevents*");
    assertThat(experiment.resolve("run/analysis")).isDirectoryContaining("glob:**spectra-*.svg");
  }

  @Test
  void summarizesEveryStep() {
    JsonNode summary = first.json();
    assertThat(summary.get("generate").get("rows").get("train").asLong()).isEqualTo(200);
    assertThat(summary.get("train").get("rounds").asLong()).isEqualTo(3);
    assertThat(summary.get("train").get("splits").get("test").has("accuracy")).isTrue();
    assertThat(summary.get("analyze").get("kinds").get("spectra").has("scalars")).isTrue();
    assertThat(summary.get("report").asText()).startsWith("file:///").endsWith("/report.html");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data", "run", "run/model", "run/checkpoints/6", "run/analysis"})
  void everyPartVerifies(String part) {
    Result verified = eigenspark("verify", experiment.resolve(part).toString(), "--json");
    assertThat(verified.code()).as(verified.err()).isZero();
    assertThat(verified.json().get("ok").asBoolean()).isTrue();
  }

  @Test
  void theResolvedConfigurationGivesTheSameBitsAgain() {
    String conf = experiment.resolve("run/resolved.conf").toString();
    String out = scratch.resolve("again").toString();
    Result again = eigenspark("run", conf, "--out", out, "--master", "local[1]", "--json");
    assertThat(again.code()).as(again.err()).isZero();
    for (String step : new String[] {"generate/sha256", "train/model_sha256"}) {
      assertThat(again.json().at("/" + step)).isEqualTo(first.json().at("/" + step));
    }
  }

  @Test
  void aSecondRunIsRefusedUnlessItMayReplaceTheFirst() throws IOException {
    Path copy = copy();
    Files.writeString(copy.resolve("run/report.html"), "old");
    Result refused = run(copy);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("is already there", "--overwrite").hasLineCount(1);
    assertThat(copy.resolve("run/report.html")).hasContent("old");

    assertThat(run(copy, "--overwrite").code()).isZero();
    assertThat(Files.readString(copy.resolve("run/report.html"))).startsWith("<!DOCTYPE html>");
  }

  @Test
  void aFlippedByteIsFoundInEveryPart() throws IOException {
    for (String file :
        new String[] {"data/test/part-00000.parquet", "run/model/weights.safetensors"}) {
      Path copy = copy();
      byte[] bytes = Files.readAllBytes(copy.resolve(file));
      bytes[bytes.length / 2] ^= 1;
      Files.write(copy.resolve(file), bytes);
      Result damaged = eigenspark("verify", copy.toString(), "--json");
      assertThat(damaged.code()).isEqualTo(4);
      assertThat(damaged.json().at("/error/exitCode").asInt()).isEqualTo(4);
      assertThat(damaged.err()).contains(file).hasLineCount(1);
    }
  }

  @Test
  void trainingRefusesATruncatedShard() throws IOException {
    Path copy = copy();
    Path shard = copy.resolve("data/train/part-00001.parquet");
    byte[] bytes = Files.readAllBytes(shard);
    Files.write(shard, Arrays.copyOf(bytes, bytes.length / 2));
    Result damaged =
        eigenspark(
            "train",
            copy.resolve("run/resolved.conf").toString(),
            "--data",
            copy.resolve("data").toString(),
            "--out",
            scratch.resolve("run").toString(),
            "--quiet");
    assertThat(damaged.code()).isEqualTo(4);
    assertThat(damaged.err())
        .contains("part-00001.parquet", String.valueOf(bytes.length))
        .hasLineCount(1);
    assertThat(scratch.resolve("run")).doesNotExist();
  }

  @Test
  void missingDataIsNamed() {
    String conf = experiment.resolve("run/resolved.conf").toString();
    String none = scratch.resolve("none").toString();
    Result missing = eigenspark("train", conf, "--data", none, "--out", none + "-run");
    assertThat(missing.code()).isEqualTo(4);
    assertThat(missing.err()).contains("no dataset at " + none).hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data.T=-1", "train.lrr=1", "model.name=gpt"})
  void aWrongSettingLeavesNothing(String setting) {
    Path out = scratch.resolve("out");
    Result refused = run(out, setting);
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  private Path copy() throws IOException {
    Path copy = Files.createTempDirectory(scratch, "copy");
    try (Stream<Path> files = Files.walk(experiment)) {
      for (Path file : (Iterable<Path>) files.skip(1)::iterator) {
        Files.copy(file, copy.resolve(experiment.relativize(file).toString()));
      }
    }
    return copy;
  }

  private static Result run(Path out, String... more) {
    String[] words = {"run", "../conf/experiments/quickstart.conf", "--out", out.toString()};
    return eigenspark(Stream.of(words, SMALL, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private static Result eigenspark(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.execute(
            words,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
