package dev.eigenspark.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the build of this repository puts what the packaging tests look at. */
final class Repository {
  /** The repository's root; tests run in their module's directory, one below. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  static final Path SPARK_HOME = ROOT.resolve("jobs/spark-home/target/spark-home");

  private Repository() {}

  /** The one jar that goes to a cluster. */
  static Path uberJar() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("jobs/target"))) {
      List<Path> jars = files.filter(f -> f.toString().endsWith("-all.jar")).toList();
      if (jars.size() != 1) {
        throw new IllegalStateException("expected one *-all.jar in jobs/target, found " + jars);
      }
      return jars.get(0);
    }
  }

  /** The directories of our own compiled classes and resources that the jar must hold. */
  static List<Path> classDirectories() {
    return Stream.of("lib", "data-gen", "jobs")
        .map(module -> ROOT.resolve(module).resolve("target/classes"))
        .filter(Files::isDirectory)
        .toList();
  }
}
