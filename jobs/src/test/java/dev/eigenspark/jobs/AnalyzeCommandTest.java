package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.TableFile;
import dev.eigenspark.data.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeCommandTest {
  @TempDir private static Path shared;
  @TempDir private Path scratch;
  private static Path data;
  private static Path run;

  @BeforeAll
  static void train() {
    String conf = Cli.experiment(shared);
    data = shared.resolve("data");
    run = shared.resolve("run");
    Cli.run("generate", conf, "--out", data.toString(), "--quiet");
    String settings = "analyze=[{name=spectra, maxCheckpoints=7}]";
    Cli.run("train", conf, settings, "--data", data.toString(), "--out", run.toString(), "--quiet");
  }

  @Test
  void writesTableScalarsAndFigures() {
    Path out = scratch.resolve("new/results");
    Cli.Result analyzed = analyze(out, "--json", "--data", data.toString());
    assertThat(analyzed.code()).as(analyzed.err()).isZero();
    JsonNode summary = Json.read(analyzed.out(), JsonNode.class).get("kinds").get("spectra");
    assertThat(summary.get("table").asText()).isEqualTo(out.resolve("spectra.parquet").toString());
    assertThat(summary.get("scalars").get("spectral_radius_last").isNumber()).isTrue();
    // Two checkpoints of a matrix of 8 rows.
    assertThat(TableFile.readParquet(out.resolve("spectra.parquet")).rows()).hasSize(2 * 8);

    JsonNode json = Json.read(out.resolve("spectra.json"), JsonNode.class);
    assertThat(json.get("kind").asText()).isEqualTo("spectra");
    assertThat(json.get("scalars")).isEqualTo(summary.get("scalars"));
    for (JsonNode figure : json.get("figures")) {
      assertThat(out.resolve(figure.get("file").asText())).isNotEmptyFile();
      assertThat(figure.get("caption").asText()).isNotEmpty();
    }
    JsonNode provenance = json.get("provenance");
    assertThat(provenance.get("runs").get(0).get("run").asText()).isEqualTo("run");
    assertThat(provenance.get("runs").get(0).get("model_sha256").asText()).hasSize(64);
    assertThat(provenance.get("datasets").get(0).get("dataset_sha256").asText())
        .isEqualTo(Dataset.open(data.toString()).manifest().sha256());
    assertThat(provenance.get("process").get("version").asText()).isNotEmpty();
    assertThat(Cli.run("verify", out.toString()).code()).isZero();
  }

  @Test
  void settingsComeFromTheRunUnlessGiven() {
    Path out = scratch.resolve("results");
    assertThat(analyze(out).code()).isZero();
    assertThat(maxCheckpoints(out)).isEqualTo(7);
    assertThat(analyze(out, "spectra.maxCheckpoints=3", "--overwrite").code()).isZero();
    assertThat(maxCheckpoints(out)).isEqualTo(3);
  }

  @Test
  void dryRunPlansAndWritesNothing() {
    Path out = scratch.resolve("results");
    assertThat(analyze(out, "--dry-run").out()).contains("spectra of", "2 checkpoints in all");
    assertThat(out).doesNotExist();
  }

  @Test
  void wrongArgumentsAreNamed() {
    Path out = scratch.resolve("results");
    assertRefused(2, "'maxCheckpoints=3' is not KIND.key=value", analyze(out, "maxCheckpoints=3"));
    assertRefused(2, "did you mean 'spectra'?", analyze(out, "spectr.maxCheckpoints=3"));
    assertRefused(3, "command line: unknown key 'spectra.max'", analyze(out, "spectra.max=3"));
    assertRefused(
        3,
        "spectra.maxCheckpoints = 1 must be at least 2",
        analyze(out, "spectra.maxCheckpoints=1"));
    assertThat(out).doesNotExist();
  }

  @Test
  void unknownKindsAndMissingRunsAreNamed() {
    String out = scratch.resolve("results").toString();
    Cli.Result kind = Cli.run("analyze", "spectr", "--run", run.toString(), "--out", out);
    assertRefused(3, "unknown analysis 'spectr'", kind);
    assertRefused(4, "no run at", Cli.run("analyze", "spectra", "--run", "no", "--out", out));
  }

  @Test
  void runsAreAskedForWhereTheyAreRead() {
    Path out = scratch.resolve("results");
    assertRefused(
        2,
        "analysis spectra reads runs; name at least one with --run",
        Cli.run("analyze", "cka-reliability,spectra", "--out", out.toString()));
    assertThat(out).doesNotExist();
  }

  @Test
  void anAnalysisOfNoRunsNeedsNone() {
    Path out = scratch.resolve("results");
    String[] words = {
      "analyze",
      "cka-reliability",
      "cka-reliability.dimension=10",
      "cka-reliability.points=300",
      "cka-reliability.repeats=1",
      "--out",
      out.toString(),
      "--quiet"
    };
    Cli.Result planned =
        Cli.run(Stream.concat(Stream.of(words), Stream.of("--dry-run")).toArray(String[]::new));
    assertThat(planned.out()).contains("analyze   cka-reliability without runs");
    Cli.Result analyzed = Cli.run(words);
    assertThat(analyzed.code()).as(analyzed.err()).isZero();
    // 11 distances, linear, by 3 Gaussian kernels, and of a point; 9 maps; whitening.
    assertThat(TableFile.readParquet(out.resolve("cka-reliability.parquet")).rows())
        .hasSize(11 * (1 + 3 + 1) + 9 + 1);
    assertThat(out.resolve("cka-reliability-translation.svg")).isNotEmptyFile();
  }

  @Test
  void takenOutputsAreKept() throws Exception {
    Path out = Files.createDirectory(scratch.resolve("results"));
    TextFile.write(out.resolve("thesis.tex"), "mine");
    assertRefused(2, "is already there", analyze(out));
    assertRefused(2, "--overwrite does not replace it", analyze(out, "--overwrite"));
    assertThat(out.resolve("thesis.tex")).exists();
  }

  @Test
  void networksAreShownTheirOwnDatasetUnlessOneIsNamed() {
    Path own = scratch.resolve("own");
    Cli.Result result = gradients(own);
    assertThat(result.code()).as(result.err()).isZero();
    // Two checkpoints, T + 2 * tokens steps.
    assertThat(TableFile.readParquet(own.resolve("gradients.parquet")).rows()).hasSize(2 * 7);

    Path longer = scratch.resolve("longer");
    String delay = dataset("delay", "data.T=5");
    assertThat(gradients(longer, "--data", delay).code()).isZero();
    assertThat(TableFile.readParquet(longer.resolve("gradients.parquet")).rows()).hasSize(2 * 9);
    assertThat(
            Json.read(longer.resolve("gradients.json"), JsonNode.class)
                .at("/provenance/datasets/0/dataset_sha256")
                .asText())
        .isEqualTo(Dataset.open(delay).manifest().sha256());
  }

  @Test
  void moreDatasetsThanAnAnalysisCanShowAreNamed() {
    Path out = scratch.resolve("results");
    assertRefused(
        2,
        "gradients shows a network one dataset, and --data names 2: file:%s, file:%s; name one"
            .formatted(data, data),
        gradients(out, "--data", data + "," + data));
    assertThat(out).doesNotExist();
  }

  @Test
  void aDatasetThatDoesNotFitTheNetworkIsNamed() {
    Path out = scratch.resolve("results");
    assertRefused(
        4,
        " has as input one of 7 symbols a step, and the model of run " + run + " one of 6 symbols",
        gradients(out, "--data", dataset("symbols", "data.symbols=5")));
    assertRefused(4, "has 100 trials, not 101", gradients(out, "gradients.trials=101"));
    assertThat(out).doesNotExist();
  }

  private String dataset(String name, String setting) {
    String directory = scratch.resolve(name).toString();
    String conf = Cli.experiment(scratch);
    assertThat(Cli.run("generate", conf, setting, "--out", directory, "--quiet").code()).isZero();
    return directory;
  }

  private static Cli.Result gradients(Path out, String... more) {
    String[] words = {
      "analyze", "gradients", "--run", run.toString(), "--out", out.toString(), "--quiet"
    };
    return Cli.run(Cli.join(words, more));
  }

  private static int maxCheckpoints(Path out) {
    JsonNode json = Json.read(out.resolve("spectra.json"), JsonNode.class);
    return json.get("options").get("maxCheckpoints").asInt();
  }

  private static void assertRefused(int code, String message, Cli.Result result) {
    assertThat(result.err()).contains(message).hasLineCount(1);
    assertThat(result.code()).isEqualTo(code);
  }

  private static Cli.Result analyze(Path out, String... more) {
    String[] words = {
      "analyze", "spectra", "--run", run.toString(), "--out", out.toString(), "--quiet"
    };
    return Cli.run(Cli.join(words, more));
  }
}
