package dev.eigenspark.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFilesTest {
  @TempDir Path dir;

  @Test
  void leavesAreNamedByTheirPath() throws IOException {
    Path file =
        Files.writeString(dir.resolve("a.json"), "{\"a\":{\"b\":1,\"c\":[2,3]},\"d\":\"x\"}");

    assertThat(JsonFiles.leaves(JsonFiles.object(file)))
        .containsExactly(List.of("a.b", "1"), List.of("a.c", "[2,3]"), List.of("d", "x"));
  }

  @Test
  void refusesWhatIsNotAnObject() throws IOException {
    Path file = Files.writeString(dir.resolve("a.json"), "[1]");

    assertThatThrownBy(() -> JsonFiles.object(file)).hasMessageEndingWith("is not a JSON object");
  }
}
