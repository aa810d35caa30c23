package dev.eigenspark.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up while checkpoints are written: a small one in memory, of its own. */
@Tag("packaging")
class FullDiskTest {
  /** Mounts a disk at $1 for the command from $3 on alone, and copies what it left to $2. */
  private static final String ON_SMALL_DISK =
      "mount -t tmpfs -o size=400k tmpfs \"$1\" && disk=$1 && copy=$2 && shift 2 &&"
          + " { \"$@\"; code=$?; cp -a \"$disk\"/. \"$copy\" && exit $code; }";

  @TempDir Path directory;

  @Test
  void endsWithOneLineAndGoesOnFromTheLastCheckpoint() throws Exception {
    assumeTrue(canMount(), "this user may not mount a disk");
    TinyTraining training = new TinyTraining(directory);
    Path unbroken = directory.resolve("unbroken");
    training.finish(unbroken);

    Path disk = Files.createDirectory(directory.resolve("disk"));
    Path copy = Files.createDirectory(directory.resolve("copy"));
    List<String> wrapper =
        List.of(
            "unshare", "-rm", "sh", "-c", ON_SMALL_DISK, "sh", disk.toString(), copy.toString());
    try (Driver driver = Driver.start(directory, wrapper, training.words(disk.resolve("run")))) {
      assertThat(driver.exitCode()).as(driver.errors()).isEqualTo(6);
      assertThat(driver.errors().lines().filter(line -> line.startsWith("eigenspark: ")))
          .singleElement()
          .asString()
          .contains("No space left on device");
      assertThat(driver.errors()).doesNotContain("\tat ");
    }
    Path run = copy.resolve("run");
    assertThat(TinyTraining.newestRound(run)).isGreaterThan(0);
    assertThat(TinyTraining.hidden(copy)).isEmpty();
    training.finish(run);
    TinyTraining.requireSame(run, unbroken);
  }

  private boolean canMount() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", directory.toString())
            .start();
    return process.waitFor() == 0;
  }
}
