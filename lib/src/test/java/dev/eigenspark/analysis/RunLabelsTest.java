package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.data.TextFile;
import dev.eigenspark.train.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLabelsTest {
  @TempDir private Path directory;

  @Test
  void oneNameIsEnoughWhereItDiffers() throws Exception {
    assertThat(RunLabels.of(List.of(run("a/lstm"), run("b/rnn")))).containsExactly("lstm", "rnn");
  }

  @Test
  void namesAboveAreAddedUntilAllDiffer() throws Exception {
    assertThat(RunLabels.of(List.of(run("a/x/run"), run("b/x/run"), run("b/y/run"))))
        .containsExactly("a/x/run", "b/x/run", "b/y/run");
  }

  @Test
  void aRunGivenTwiceIsRefused() throws Exception {
    assertThatThrownBy(() -> RunLabels.of(List.of(run("a"), run("a"))))
        .isInstanceOf(Failure.class)
        .hasMessage("run " + directory.resolve("a") + " is given twice; give it once");
  }

  private RunDirectory run(String name) throws Exception {
    Path root = directory.resolve(name);
    Files.createDirectories(root.resolve("model"));
    TextFile.write(root.resolve("model/model.json"), "{}");
    return RunDirectory.open(root);
  }
}
