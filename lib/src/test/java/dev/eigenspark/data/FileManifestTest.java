package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileManifestTest {
  @TempDir Path dir;

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(dir.resolve("train"));
    Files.writeString(dir.resolve("train/part-1"), "abc");
    Files.writeString(dir.resolve("CARD.md"), "");
    FileManifest.write(dir);
  }

  private void refused(String message) {
    assertThat(inspect().problems()).singleElement().asString().contains(message);
  }

  private VerifyReport inspect() {
    return FileManifest.inspect(dir, path -> false);
  }

  @Test
  void listsEveryOtherFileSortedWithItsDigest() {
    assertThat(FileManifest.write(dir).files())
        .containsExactly(
            new FileManifest.Entry(
                "CARD.md", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            new FileManifest.Entry(
                "train/part-1",
                3,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  }

  @Test
  void writingAgainGivesTheSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(dir.resolve("manifest.json"));
    FileManifest.write(dir);

    assertThat(dir.resolve("manifest.json")).hasBinaryContent(first);
  }

  @Test
  void refusesAFlippedByte() throws IOException {
    Files.writeString(dir.resolve("train/part-1"), "abd");
    refused(dir.resolve("train/part-1") + " is damaged: sha256 ");
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    Files.writeString(dir.resolve("train/part-1"), "ab");
    refused("part-1 has 2 bytes; manifest.json says 3");
  }

  @Test
  void refusesAMissingFile() throws IOException {
    Files.delete(dir.resolve("train/part-1"));
    refused("part-1 is missing");
  }

  @Test
  void refusesAnExtraFileUnlessItIsAllowed() throws IOException {
    Files.writeString(dir.resolve("train/_SUCCESS"), "");

    refused("_SUCCESS is not in manifest.json");
    assertThat(FileManifest.inspect(dir, path -> path.equals("train/_SUCCESS")))
        .isEqualTo(new VerifyReport(2, 3, List.of()));
  }

  @Test
  void namesEveryProblem() throws IOException {
    Files.writeString(dir.resolve("train/part-1"), "abd");
    Files.delete(dir.resolve("CARD.md"));
    Files.writeString(dir.resolve("more"), "");

    assertThat(inspect().problems())
        .satisfiesExactly(
            first -> assertThat(first).endsWith("CARD.md is missing"),
            second -> assertThat(second).contains("part-1 is damaged"),
            third -> assertThat(third).endsWith("more is not in manifest.json"));
  }

  @Test
  void refusesASymbolicLink() throws IOException {
    Files.createSymbolicLink(dir.resolve("link"), dir.resolve("CARD.md"));
    refused("link is not a plain file");
  }

  @Test
  void aListedPathDoesNotLeaveTheDirectory() throws IOException {
    Path manifest = dir.resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("CARD.md", "../../../etc/passwd"));
    assertThat(inspect().problems())
        .hasSize(2)
        .anyMatch(problem -> problem.endsWith("passwd is missing"))
        .anyMatch(problem -> problem.endsWith("CARD.md is not in manifest.json"));
  }

  @Test
  void refusesAMissingOrUnknownManifest() throws IOException {
    Path manifest = dir.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("\"formatVersion\" : 1", "\"formatVersion\" : 9"));
    assertUnreadable("format version 9 is not 1");

    Files.delete(manifest);
    assertUnreadable("no such file " + manifest);
  }

  private void assertUnreadable(String message) {
    assertThatThrownBy(this::inspect)
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessageContaining(message);
  }
}
