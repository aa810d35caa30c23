package dev.eigenspark.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository, as the contract tests look at them. */
final class Repository {
  /** Its root; tests run in their module's directory, one below. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final List<String> MODULES = List.of("lib", "data-gen", "jobs", "tests");

  private Repository() {}

  /** Every test class of every module, by simple name. */
  static List<String> testClasses() {
    return MODULES.stream()
        .map(module -> ROOT.resolve(module).resolve("src/test/java"))
        .filter(Files::isDirectory)
        .flatMap(tests -> files(tests, "Test.java"))
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .toList();
  }

  /** Every experiment file. */
  static List<Path> experiments() {
    return files(ROOT.resolve("conf/experiments"), ".conf").toList();
  }

  static String read(String name) {
    try {
      return Files.readString(ROOT.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files(Path directory, String ending) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
