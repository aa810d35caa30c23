package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Experiment;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The experiment files that come with the project: {@code conf/experiments}. */
final class ExperimentFiles {
  private static final Path PLACE = Path.of("conf", "experiments");

  private ExperimentFiles() {}

  /**
   * One experiment.
   *
   * @param name its name
   * @param file its file, from the root of the repository
   * @param description one sentence
   * @param paper where it comes from
   */
  record Entry(String name, String file, String description, String paper) {}

  /**
   * All experiments, by file name.
   *
   * @throws Failure of kind DATA when the repository is not around this program
   */
  static List<Entry> entries() {
    Path root = root();
    try (Stream<Path> files = Files.walk(root.resolve(PLACE))) {
      return files
          .filter(file -> file.toString().endsWith(".conf"))
          .sorted()
          .map(file -> entry(root, file))
          .toList();
    } catch (IOException e) {
      throw Failure.infrastructure("cannot list " + root.resolve(PLACE) + ": " + e, e);
    }
  }

  private static Entry entry(Path root, Path file) {
    Experiment experiment = Experiment.load(file, List.of());
    String relative = root.relativize(file).toString().replace('\\', '/');
    return new Entry(experiment.name(), relative, experiment.description(), experiment.paper());
  }

  /** Above the program, where the build leaves it, or else above the current directory. */
  private static Path root() {
    return Stream.of(program(), Path.of("").toAbsolutePath())
        .flatMap(start -> Stream.iterate(start, path -> path != null, Path::getParent))
        .filter(path -> Files.isDirectory(path.resolve(PLACE)))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.data(
                    "no " + PLACE + " around this program; go to the root of the repository"));
  }

  private static Path program() {
    try {
      return Path.of(
          ExperimentFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has a location that is no URI", e);
    }
  }
}
