package dev.eigenspark.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.packaging.ShellCommand.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("packaging")
class SparkHomeTest {
  @TempDir private Path scratch;
  private Path application;

  @BeforeEach
  void packApplication() throws IOException {
    application = scratch.resolve("smoke.jar");
    String entry = SmokeJob.class.getName().replace('.', '/') + ".class";
    try (InputStream bytes = SmokeJob.class.getClassLoader().getResourceAsStream(entry);
        OutputStream file = Files.newOutputStream(application);
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.putNextEntry(new JarEntry(entry));
      bytes.transferTo(jar);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 6})
  void passesOnTheExitCodeQuietly(int exitCode) throws Exception {
    Result result = submit(Repository.SPARK_HOME, "local[1]", exitCode);
    assertThat(result.exitCode()).as(result.errors()).isEqualTo(exitCode);
    assertThat(result.output()).isEqualTo(SmokeJob.OUTPUT + "\n");
    assertThat(result.errors())
        .isEqualTo("WARNING: Using incubator modules: jdk.incubator.vector\n");
  }

  @Test
  void runsExecutorsOfTheirOwn() throws Exception {
    Result result = submit(Repository.SPARK_HOME, "local-cluster[2,1,1024]", 3);
    assertThat(result.exitCode()).as(result.errors()).isEqualTo(3);
    assertThat(result.output()).isEqualTo(SmokeJob.OUTPUT + "\n");
  }

  @Test
  void worksFromPathWithSpaces() throws Exception {
    Path home = scratch.resolve("a spark home");
    Files.createDirectories(home);
    for (String part : List.of("bin", "conf")) {
      copy(Repository.SPARK_HOME.resolve(part), home.resolve(part));
    }
    Files.createSymbolicLink(home.resolve("jars"), Repository.SPARK_HOME.resolve("jars"));

    Result result = submit(home, "local[1]", 4);
    assertThat(result.exitCode()).as(result.errors()).isEqualTo(4);
    assertThat(result.output()).isEqualTo(SmokeJob.OUTPUT + "\n");
  }

  @Test
  void failsForAnUnknownOptionWithoutRunningAnything() throws Exception {
    Path submit = Repository.SPARK_HOME.resolve("bin/spark-submit");
    Result result =
        ShellCommand.run(scratch, Map.of(), List.of(submit.toString(), "--no-such-option"));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors()).contains("--no-such-option");
  }

  @Test
  void servesStandaloneClusterOfTwoWorkers() throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Repository.ROOT.resolve("tests/cluster/standalone.sh").toString());
    words.addAll(List.of("--memory", "1g"));
    words.addAll(submission(Repository.SPARK_HOME, "{master}", 5));

    Result result =
        ShellCommand.run(scratch, Map.of("SPARK_HOME", Repository.SPARK_HOME.toString()), words);
    assertThat(result.exitCode()).as(result.errors()).isEqualTo(5);
    assertThat(result.output()).isEqualTo(SmokeJob.OUTPUT + "\n");
  }

  @Test
  void standaloneClusterThatCannotStartIsAnInfrastructureFailure() throws Exception {
    String script = Repository.ROOT.resolve("tests/cluster/standalone.sh").toString();
    Result result =
        ShellCommand.run(
            scratch,
            Map.of("SPARK_HOME", Repository.SPARK_HOME.toString()),
            List.of(script, "--memory", "plenty", "echo", "ran"));
    assertThat(result.exitCode()).isEqualTo(6);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors()).contains("a daemon ended").contains("--memory MEM");
  }

  private Result submit(Path home, String master, int exitCode) throws Exception {
    Map<String, String> environment =
        Map.of("SPARK_TESTING", "1", "SPARK_SCALA_VERSION", "2.12", "SPARK_LOCAL_IP", "127.0.0.1");
    return ShellCommand.run(scratch, environment, submission(home, master, exitCode));
  }

  private List<String> submission(Path home, String master, int exitCode) throws IOException {
    String cache =
        "\"-Dorg.bytedeco.javacpp.cachedir=" + Path.of("target/javacpp").toAbsolutePath() + "\"";
    return List.of(
        home.resolve("bin/spark-submit").toString(),
        "--class=" + SmokeJob.class.getName(),
        "--master=" + master,
        "--driver-memory=1g",
        "--conf=spark.executor.memory=1g",
        "--conf=spark.driver.defaultJavaOptions=" + cache,
        "--conf=spark.executor.defaultJavaOptions=" + cache,
        "--conf=spark.driver.extraClassPath=" + Repository.uberJar(),
        "--conf=spark.executor.extraClassPath=" + Repository.uberJar() + ":" + application,
        application.toString(),
        Integer.toString(exitCode));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
