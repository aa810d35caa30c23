package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Training gives the same bits with wide vectors, narrow ones, and none. */
class SameBitsAcrossMachinesTest {
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  @Test
  void trainingDoesNotDependOnTheVectorsOfTheMachine() throws Exception {
    List<String> widest = fingerprint(VECTORS);
    List<String> narrow = fingerprint(VECTORS, "-XX:UseAVX=2");
    List<String> none = fingerprint();

    assertThat(widest).hasSize(6).contains("vectors true");
    assertThat(none).hasSize(6).contains("vectors false");
    assertThat(narrow).isEqualTo(widest);
    assertThat(none.subList(1, 6)).isEqualTo(widest.subList(1, 6));
  }

  private static List<String> fingerprint(String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.add(StepFingerprint.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.lines()
        .filter(line -> line.matches("(vectors|tanh|modrelu|lstm|gru|goru) .*"))
        .toList();
  }
}
