package dev.eigenspark.train;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A training on disk: the names of its parts, and what can be read back. Local file system. */
public final class RunDirectory {
  static final String CHECKPOINTS = "checkpoints";
  static final String EVALUATION = "evaluation.json";
  static final String METRICS = "metrics.jsonl";
  static final String MODEL = "model";
  static final String MODEL_JSON = "model.json";
  static final String PROVENANCE = "provenance.json";
  static final String RESOLVED = "resolved.conf";

  private final Path root;

  private RunDirectory(Path root) {
    this.root = root;
  }

  /**
   * Opens a run that has ended.
   *
   * @throws Failure of kind DATA when there is none at this path, or it has not ended
   */
  public static RunDirectory open(Path root) {
    if (!Files.isDirectory(root)) {
      throw Failure.data("no run at " + root + ": make it with './eigenspark train'");
    }
    if (!Files.exists(root.resolve(MODEL).resolve(MODEL_JSON))) {
      throw Failure.data(root + " is not a finished run: it has no " + MODEL + "/" + MODEL_JSON);
    }
    return new RunDirectory(root.toAbsolutePath().normalize());
  }

  /** Where it lies. */
  public Path root() {
    return root;
  }

  /** Its name: the last part of the path. */
  public String name() {
    return root.getFileName().toString();
  }

  /** What was trained. */
  public ModelDescription model() {
    return Json.read(root.resolve(MODEL).resolve(MODEL_JSON), ModelDescription.class);
  }

  /** The checkpoints, by step; the first is the state before training (step 0). */
  public List<Checkpoint> checkpoints() {
    try (Stream<Path> directories = Files.list(root.resolve(CHECKPOINTS))) {
      return directories
          // A hidden name is a checkpoint that was being written when its driver died.
          .filter(path -> path.getFileName().toString().matches("\\d+"))
          .map(path -> new Checkpoint(Long.parseLong(path.getFileName().toString()), path))
          .sorted(Comparator.comparingLong(Checkpoint::step))
          .toList();
    } catch (IOException e) {
      throw Failure.infrastructure("cannot list the checkpoints of " + root + ": " + e, e);
    }
  }
}
