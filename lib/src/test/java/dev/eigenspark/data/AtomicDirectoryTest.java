package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.data.AtomicDirectory.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicDirectoryTest {
  @TempDir Path dir;
  private Path target;

  @BeforeEach
  void name() {
    target = dir.resolve("parent/result");
  }

  private static void fill(AtomicDirectory directory, String text) throws IOException {
    Files.createDirectories(directory.path().resolve("sub"));
    Files.writeString(directory.path().resolve("sub/file"), text);
  }

  private void make(Existing existing, String text) throws IOException {
    try (AtomicDirectory directory = AtomicDirectory.create(target, existing)) {
      fill(directory, text);
      directory.commit();
    }
  }

  private List<String> siblings() throws IOException {
    try (Stream<Path> paths = Files.list(target.getParent())) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void appearsWholeAtCommitAndNotBefore() throws IOException {
    try (AtomicDirectory directory = AtomicDirectory.create(target, Existing.FAIL)) {
      fill(directory, "new");
      assertThat(target).doesNotExist();
      assertThat(directory.path().getFileName().toString()).startsWith(".result.tmp-");
      directory.commit();
    }

    assertThat(target.resolve("sub/file")).hasContent("new");
    assertThat(siblings()).containsExactly("result");
  }

  @Test
  void leavesNothingBehindWithoutCommit() throws IOException {
    try (AtomicDirectory directory = AtomicDirectory.create(target, Existing.FAIL)) {
      fill(directory, "half");
    }

    assertThat(siblings()).isEmpty();
  }

  @Test
  void sweepsWhatAKilledProcessLeftAndNotWhatIsInUse() throws Exception {
    Process killed = new ProcessBuilder("true").start();
    killed.waitFor();
    String left =
        StagingName.temporary("result")
            .replace("-" + ProcessHandle.current().pid() + "-", "-" + killed.pid() + "-");
    Files.createDirectories(target.resolveSibling(left).resolve("sub"));

    try (AtomicDirectory first = AtomicDirectory.create(target, Existing.FAIL);
        AtomicDirectory second = AtomicDirectory.create(target, Existing.FAIL)) {
      assertThat(siblings())
          .containsExactlyInAnyOrder(
              first.path().getFileName().toString(), second.path().getFileName().toString());
    }
  }

  @Test
  void refusesATargetThatIsThere() throws IOException {
    make(Existing.FAIL, "old");

    assertThatThrownBy(() -> AtomicDirectory.create(target, Existing.FAIL))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.USAGE))
        .hasMessageStartingWith(target + " is already there");
    assertThat(target.resolve("sub/file")).hasContent("old");
    assertThat(siblings()).containsExactly("result");
  }

  @Test
  void replacesOnlyAtCommit() throws IOException {
    make(Existing.FAIL, "old");
    try (AtomicDirectory directory = AtomicDirectory.create(target, Existing.REPLACE)) {
      fill(directory, "abandoned");
    }
    assertThat(target.resolve("sub/file")).hasContent("old");

    make(Existing.REPLACE, "new");

    assertThat(target.resolve("sub/file")).hasContent("new");
    assertThat(siblings()).containsExactly("result");
  }

  @Test
  void theFirstOfTwoWritersWinsAndTheSecondIsTold() throws IOException {
    try (AtomicDirectory first = AtomicDirectory.create(target, Existing.FAIL);
        AtomicDirectory second = AtomicDirectory.create(target, Existing.FAIL)) {
      fill(first, "first");
      fill(second, "second");
      first.commit();

      assertThatThrownBy(second::commit)
          .isInstanceOf(Failure.class)
          .hasMessageContaining("is already there");
    }

    assertThat(target.resolve("sub/file")).hasContent("first");
    assertThat(siblings()).containsExactly("result");
  }

  @Test
  void namesThePathThatCannotBeCreated() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "in the way");
    Path below = file.resolve("result");

    assertThatThrownBy(() -> AtomicDirectory.create(below, Existing.FAIL))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.INFRASTRUCTURE))
        .hasMessageStartingWith("cannot create " + below)
        .hasCauseInstanceOf(IOException.class);
  }
}
