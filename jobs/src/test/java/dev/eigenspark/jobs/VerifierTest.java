package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.data.FileManifest;
import dev.eigenspark.data.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifierTest {
  private final Verifier verifier =
      new Verifier(
          () -> {
            throw new AssertionError("only a dataset needs Spark");
          });

  @TempDir private Path scratch;

  @ParameterizedTest
  @CsvSource({
    "metrics.jsonl, run",
    "checkpoints/0/state.json, run",
    "model.json, model",
    "state.json, checkpoint",
    "spectra.json, analysis"
  })
  void tellsKindsApart(String file, String kind) {
    write(file, "12345");
    FileManifest.write(scratch);
    assertThat(verify()).isEqualTo(new Verifier.Summary(scratch.toString(), kind, 1, 5, true));
  }

  @Test
  void findsAChangedAMissingAndAnExtraFile() {
    write("model.json", "12345");
    FileManifest.write(scratch);
    write("model.json", "12346");
    assertDamaged("model.json is damaged");
    write("model.json", "12345");
    write("more", "1");
    assertDamaged("more is not in manifest.json");
    write("state.json", "1");
    FileManifest.write(scratch);
    scratch.resolve("more").toFile().delete();
    assertDamaged("more is missing");
  }

  @Test
  void whatIsAddedToARunLaterIsCheckedByItsOwnManifest() {
    write("metrics.jsonl", "12345");
    FileManifest.write(scratch);
    write("report.html", "page");
    write("report/loss.svg", "figure");
    write("analysis/spectra.json", "123");
    FileManifest.write(scratch.resolve("analysis"));
    assertThat(verify()).isEqualTo(new Verifier.Summary(scratch.toString(), "run", 2, 8, true));

    write("analysis/spectra.json", "124");
    assertDamaged("spectra.json is damaged");
  }

  @Test
  void namesEveryProblemOfARunAndItsAnalyses() {
    write("metrics.jsonl", "12345");
    write("evaluation.json", "1");
    FileManifest.write(scratch);
    write("metrics.jsonl", "12346");
    write("evaluation.json", "123");
    write("analysis/spectra.json", "123");

    assertThatThrownBy(this::verify)
        .hasMessageContainingAll(
            "metrics.jsonl is damaged",
            "evaluation.json has 3 bytes",
            "analysis is not a whole analysis");
  }

  @Test
  void anUnfinishedRunIsNotWhole() {
    write("metrics.jsonl", "12345");
    assertDamaged("is not a whole run: it has no manifest.json");
  }

  @Test
  void aDatasetWithoutItsSealIsStillOne() {
    write("train/part-00000.parquet", "1");
    assertDamaged("has no _SUCCESS");
  }

  @Test
  void anythingElseIsRefused() {
    write("thesis.tex", "1");
    assertDamaged("is none of ours");
    assertThatThrownBy(() -> verifier.verify(scratch.resolve("no").toString()))
        .hasMessageContaining("nothing is at");
  }

  private Verifier.Summary verify() {
    return verifier.verify(scratch.toString());
  }

  private void assertDamaged(String message) {
    assertThatThrownBy(this::verify)
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessageContaining(message);
  }

  private void write(String name, String text) {
    Path file = scratch.resolve(name);
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TextFile.write(file, text);
  }
}
