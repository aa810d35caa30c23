package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @TempDir Path directory;
  private Storage storage;

  @BeforeEach
  void open() {
    storage = Storage.at(directory.resolve("data").toString());
    storage.makeDirectory("");
  }

  @Test
  void writesReadsAndLists() {
    storage.makeDirectory("train");
    storage.write("train/a", new byte[] {1, 2});
    storage.write("b", new byte[] {3});
    storage.write("b", new byte[] {4, 5, 6});
    assertThat(storage.read("b")).containsExactly(4, 5, 6);
    assertThat(storage.files()).containsOnlyKeys("b", "train/a").containsEntry("train/a", 2L);
    storage.delete("train");
    assertThat(storage.exists("train")).isFalse();
  }

  @Test
  void writingDoesNotBringARemovedDirectoryBack() {
    assertThatThrownBy(() -> storage.write("gone/a", new byte[1]))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("cannot write file:" + directory + "/data/gone/a: ")
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.INFRASTRUCTURE);
    assertThat(directory.resolve("data/gone")).doesNotExist();
  }

  @Test
  void renamingOntoTheSameFileOfAnotherAttemptKeepsOne() {
    storage.write("attempt-1", new byte[] {7});
    storage.write("attempt-2", new byte[] {7});
    storage.rename("attempt-1", "part");
    storage.rename("attempt-2", "part");
    assertThat(storage.files()).containsOnlyKeys("part");
  }

  @Test
  void movingNeverMergesIntoWhatIsThere() {
    Storage other = storage.sibling("other");
    other.makeDirectory("");
    other.write("mine", new byte[1]);
    assertThatThrownBy(() -> storage.moveTo(other))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("the target is there already");
    assertThat(other.files()).containsOnlyKeys("mine");
    other.delete("");
    storage.moveTo(other);
    assertThat(directory.resolve("data")).doesNotExist();
    assertThat(directory.resolve("other")).isDirectory();
  }

  @Test
  void missingFilesAreDataFailuresAndTheRestInfrastructure() throws Exception {
    assertThatThrownBy(() -> storage.read("none"))
        .isInstanceOf(Failure.class)
        .hasMessage("cannot read file:" + directory + "/data/none: it is not there")
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.DATA);
    Files.writeString(directory.resolve("data/file"), "");
    assertThatThrownBy(() -> storage.makeDirectory("file"))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("cannot make file:" + directory + "/data/file: ")
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.INFRASTRUCTURE);
  }
}
