package dev.eigenspark.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.packaging.ShellCommand.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a repository of stand-ins: what it would build, and what it would submit. */
class LauncherTest {
  private static final String HOME = "jobs/spark-home/target/spark-home/";
  private static final String JAR = "jobs/target/eigenspark-jobs-1.0-all.jar";

  @TempDir private Path scratch;
  private Path root;

  @BeforeEach
  void standInForTheRepository() throws IOException {
    root = scratch.resolve("a repository");
    write("eigenspark", Files.readString(Repository.ROOT.resolve("eigenspark")));
    write("pom.xml", "<project/>");
    write(JAR, "jar");
    write(HOME + "RELEASE", "Spark");
    write(HOME + "bin/spark-submit", "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 5\n");
    write("mvnw", "#!/bin/sh\necho 'Maven ran'\ntouch " + JAR + "\n");
    setAge("pom.xml", 2);
    setAge(JAR, 1);
  }

  @Test
  void submitsMainWithTheArgumentsAsTheyWereAndPassesOnTheExitCode() throws Exception {
    Result result = launch(Map.of(), "run", "my experiment.conf", "train.steps=3", "--json");
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.errors()).isEmpty();
    assertThat(result.output().lines())
        .startsWith("--class", "dev.eigenspark.jobs.Main")
        .containsSequence("--master", "local[*]", "--driver-memory", "4g")
        .endsWith(
            root.resolve(JAR).toString(), "run", "my experiment.conf", "train.steps=3", "--json");
  }

  @Test
  void givesTheMasterToSparkAndToMain() throws Exception {
    assertThat(launch(Map.of(), "list", "tasks", "--master", "spark://host:7077").output().lines())
        .containsSequence("--master", "spark://host:7077", "--driver-memory")
        .endsWith("list", "tasks", "--master", "spark://host:7077");
    assertThat(launch(Map.of(), "list", "tasks", "--master=local[3]").output().lines())
        .containsSequence("--master", "local[3]", "--driver-memory")
        .endsWith("list", "tasks", "--master=local[3]");
  }

  @Test
  void sendsTheJarAheadToTheExecutorsOfLocalCluster() throws Exception {
    String setting = "spark.executor.extraClassPath=" + root.resolve(JAR);
    assertThat(launch(Map.of(), "list", "--master", "local-cluster[2,1,1024]").output().lines())
        .contains(setting);
    assertThat(launch(Map.of(), "list", "--master", "local[2]").output().lines())
        .doesNotContain(setting);
  }

  @Test
  void leavesMasterAndMemoryToPropertiesFile() throws Exception {
    String file = write("conf/cluster/yarn.conf", "spark.master yarn").toString();
    assertThat(launch(Map.of(), "list", "--properties-file", file).output().lines())
        .containsSequence("--properties-file", file)
        .doesNotContain("--master", "--driver-memory")
        .endsWith(root.resolve(JAR).toString(), "list");
  }

  @Test
  void takesDriverMemoryAndSparkFromTheEnvironment() throws Exception {
    Path spark = write("other spark/bin/spark-submit", "#!/bin/sh\necho other \"$@\"\n");
    Map<String, String> environment =
        Map.of(
            "SPARK_HOME",
            spark.getParent().getParent().toString(),
            "EIGENSPARK_DRIVER_MEMORY",
            "9g");
    assertThat(launch(environment, "list").output())
        .startsWith("other ")
        .contains("--driver-memory 9g ");
  }

  @Test
  void unpacksNativeCodeInTheUsersCache() throws Exception {
    assertThat(launch(Map.of(), "list").output())
        .contains("\"-Dorg.bytedeco.javacpp.cachedir=" + scratch + "/cache/eigenspark/javacpp\"");
    assertThat(scratch.resolve("cache/eigenspark/javacpp")).isDirectory();
  }

  @Test
  void refusesWhatIsNoMaster() throws Exception {
    ShellCommand.Result result = launch(Map.of(), "list", "tasks", "--master", "loacl[2]");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.errors().lines())
        .singleElement()
        .asString()
        .contains("--master 'loacl[2]' is none of local[N]");
  }

  @Test
  void refusesPropertiesFileThatIsNotThere() throws Exception {
    Result missing = launch(Map.of(), "list", "--properties-file", "no.conf");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.errors())
        .isEqualTo("eigenspark: --properties-file 'no.conf' is not a file\n");

    Result unnamed = launch(Map.of(), "list", "--properties-file");
    assertThat(unnamed.exitCode()).isEqualTo(2);
    assertThat(unnamed.errors()).contains("--properties-file needs a file");
  }

  @Test
  void refusesAnotherJava() throws Exception {
    write("jdk/bin/java", "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
    Result result = launch(Map.of("JAVA_HOME", root.resolve("jdk").toString()), "list");
    assertThat(result.exitCode()).isEqualTo(6);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors()).contains("openjdk version \"11.0.2\"").contains("JDK 17");
  }

  @Test
  void buildsWhenSourceIsNewerThanTheJar() throws Exception {
    write("lib/src/main/java/New.java", "class New {}");
    Result first = launch(Map.of(), "list");
    assertThat(first.errors()).contains("building once").contains("Maven ran");
    assertThat(first.output()).doesNotContain("Maven ran");
    assertThat(first.exitCode()).isEqualTo(5);

    assertThat(launch(Map.of(), "list").errors()).isEmpty();
  }

  @Test
  void tellsTheBuildWhichCommitItIsOf() throws Exception {
    write("mvnw", "#!/bin/sh\necho \"Maven ran with $*\"\n");
    write("bin/git", "#!/bin/sh\necho 8289a38-dirty\n");
    String path = root.resolve("bin") + ":" + System.getenv("PATH");
    Files.delete(root.resolve(JAR));
    assertThat(launch(Map.of("PATH", path), "list").errors()).contains(" -Dgit.commit= ");

    write(".git", "gitdir: elsewhere");
    assertThat(launch(Map.of("PATH", path), "list").errors())
        .contains(" -Dgit.commit=8289a38-dirty ");
    write("bin/git", "#!/bin/sh\necho 'fatal: no repository' >&2\nexit 128\n");
    assertThat(launch(Map.of("PATH", path), "list").errors())
        .contains(" -Dgit.commit= ")
        .doesNotContain("fatal");
  }

  @Test
  void givesTheJarOfTheBenchmarksToBenchAlone() throws Exception {
    String jar = write("tests/target/eigenspark-tests-1.0.jar", "jar").toString();
    assertThat(launch(Map.of(), "bench", "rnn").output().lines()).containsSequence("--jars", jar);
    assertThat(launch(Map.of(), "list").output().lines()).doesNotContain("--jars");
  }

  @Test
  void buildsTheJarOfTheBenchmarksForBenchAlone() throws Exception {
    write(
        "mvnw", "#!/bin/sh\nmkdir -p tests/target\ntouch tests/target/eigenspark-tests-1.0.jar\n");
    assertThat(launch(Map.of(), "list").errors()).isEmpty();
    assertThat(launch(Map.of(), "bench", "rnn").errors()).contains("building once");
    assertThat(launch(Map.of(), "bench", "rnn").errors()).isEmpty();
  }

  @Test
  void showsMavensErrorsWhenTheBuildFails() throws Exception {
    Files.delete(root.resolve(JAR));
    write("mvnw", "#!/bin/sh\necho '[ERROR] no such symbol'\nexit 1\n");
    Result result = launch(Map.of(), "list");
    assertThat(result.exitCode()).isEqualTo(6);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors()).contains("[ERROR] no such symbol").contains("the build failed");
  }

  private Result launch(Map<String, String> environment, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(root.resolve("eigenspark").toString()));
    words.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>(environment);
    all.put("XDG_CACHE_HOME", scratch.resolve("cache").toString());
    return ShellCommand.run(scratch, all, words);
  }

  private Path write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private void setAge(String name, int hours) throws IOException {
    Path file = root.resolve(name);
    long now = Files.getLastModifiedTime(file).toMillis();
    Files.setLastModifiedTime(file, FileTime.fromMillis(now - hours * 3_600_000L));
  }
}
