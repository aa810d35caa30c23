package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path directory;

  @Test
  void aPathWithoutARunSaysHowToMakeOne() {
    assertThatThrownBy(() -> RunDirectory.open(directory.resolve("none")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no run at")
        .hasMessageContaining("./eigenspark train");
  }

  @Test
  void anUnfinishedRunIsRefused() {
    assertThatThrownBy(() -> RunDirectory.open(directory))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("not a finished run");
  }

  @Test
  void checkpointsComeByStepAndUnfinishedOnesAreSkipped() throws IOException {
    Files.createDirectories(directory.resolve("model"));
    Files.writeString(directory.resolve("model/model.json"), "{}");
    for (String name : new String[] {"20", "0", "100", ".40.tmp-12-1"}) {
      Files.createDirectories(directory.resolve("checkpoints").resolve(name));
    }
    assertThat(RunDirectory.open(directory).checkpoints())
        .extracting(Checkpoint::step)
        .containsExactly(0L, 20L, 100L);
  }
}
