package dev.eigenspark.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("packaging")
class UberJarTest {
  private static final long BUDGET_BYTES = 160L << 20;
  private static final LocalDateTime BUILD_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);
  private static final Pattern NATIVE =
      Pattern.compile(".*\\.(so|so\\.\\d+|a|dll|dylib|jnilib)$", Pattern.CASE_INSENSITIVE);

  private static Path path;
  private static JarFile jar;

  @BeforeAll
  static void open() throws IOException {
    path = Repository.uberJar();
    jar = new JarFile(path.toFile());
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void staysWithinTheSizeBudget() throws IOException {
    assertThat(Files.size(path)).isLessThanOrEqualTo(BUDGET_BYTES);
  }

  @Test
  void startsWithOurMain() throws IOException {
    assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
        .isEqualTo("dev.eigenspark.jobs.Main");
  }

  @Test
  void holdsEveryClassAndResourceOfOurs() throws IOException {
    Set<String> ours = new HashSet<>();
    for (Path directory : Repository.classDirectories()) {
      try (Stream<Path> files = Files.walk(directory)) {
        files
            .filter(Files::isRegularFile)
            .map(file -> directory.relativize(file).toString())
            .forEach(ours::add);
      }
    }
    assertThat(ours).contains("dev/eigenspark/Failure.class");
    assertThat(names(jar)).containsAll(ours);
  }

  @Test
  void mergesTheServicesOfAllItsParts() throws IOException {
    assertThat(service("org.nd4j.linalg.factory.Nd4jBackend"))
        .contains("org.nd4j.linalg.cpu.nativecpu.CpuBackend");
    for (Path directory : Repository.classDirectories()) {
      Path services = directory.resolve("META-INF/services");
      if (Files.isDirectory(services)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(services)) {
          for (Path file : files) {
            assertThat(service(file.getFileName().toString())).containsAll(providers(file));
          }
        }
      }
    }
  }

  @Test
  void repeatsNoClassThatSparkBrings() throws IOException {
    Set<String> classes = classes(jar);
    Set<String> repeated = new HashSet<>();
    try (DirectoryStream<Path> sparkJars =
        Files.newDirectoryStream(Repository.SPARK_HOME.resolve("jars"), "*.jar")) {
      for (Path sparkJar : sparkJars) {
        try (JarFile spark = new JarFile(sparkJar.toFile())) {
          classes(spark).stream().filter(classes::contains).forEach(repeated::add);
        }
      }
    }
    assertThat(repeated).isEmpty();
  }

  @Test
  void holdsNothingOfTheGroupsThatAClusterProvides() {
    // DL4J keeps one class of its own in Spark's package, for access to what is private there.
    assertThat(classes(jar))
        .filteredOn(name -> !name.startsWith("org/apache/spark/TaskContextHelper"))
        .noneMatch(name -> name.startsWith("org/apache/spark/"))
        .noneMatch(name -> name.startsWith("org/apache/hadoop/"))
        .noneMatch(name -> name.startsWith("org/apache/logging/"))
        .noneMatch(name -> name.startsWith("org/slf4j/"))
        .noneMatch(name -> name.startsWith("scala/"))
        .noneMatch(name -> name.startsWith("com/fasterxml/"));
  }

  @Test
  void carriesTheNativeCodeOfOnePlatform() {
    List<String> natives = names(jar).stream().filter(NATIVE.asMatchPredicate()).toList();
    assertThat(natives)
        .anyMatch(name -> name.endsWith("linux-x86_64-avx2/libnd4jcpu.so"))
        .allMatch(name -> name.matches(".*/linux-x86[_-]64(-avx2)?/[^/]+"));
  }

  @Test
  void carriesNoSignatureOfItsParts() {
    assertThat(names(jar)).noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
  }

  @Test
  void showsNoTimeOfTheBuild() {
    for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
      JarEntry entry = entries.nextElement();
      assertThat(entry.getTimeLocal()).as(entry.getName()).isBeforeOrEqualTo(BUILD_TIME);
    }
  }

  private static List<String> providers(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static List<String> service(String name) throws IOException {
    String entry = "META-INF/services/" + name;
    assertThat(names(jar)).contains(entry);
    try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static Set<String> classes(JarFile file) {
    Set<String> classes = new HashSet<>(names(file));
    classes.removeIf(
        name ->
            !name.endsWith(".class")
                || name.startsWith("META-INF/")
                || name.equals("module-info.class"));
    return classes;
  }

  private static Set<String> names(JarFile file) {
    Set<String> names = new HashSet<>();
    file.stream().forEach(entry -> names.add(entry.getName()));
    return names;
  }
}
