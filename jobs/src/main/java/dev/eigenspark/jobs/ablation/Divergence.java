package dev.eigenspark.jobs.ablation;

import dev.eigenspark.data.Json;
import dev.eigenspark.data.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code failure.json} in the directory of a run that diverged; a run that ended well has a
 * manifest instead.
 *
 * @param message what was told
 */
public record Divergence(String message) {
  private static final String FILE = "failure.json";

  /** The one that is noted in a run's directory. */
  public static Optional<Divergence> of(Path run) {
    Path file = run.resolve(FILE);
    return Files.exists(file) ? Optional.of(Json.read(file, Divergence.class)) : Optional.empty();
  }

  /**
   * Notes it.
   *
   * @throws dev.eigenspark.Failure of kind INFRASTRUCTURE when the disk refuses
   */
  public void write(Path run) {
    TextFile.write(run.resolve(FILE), Json.write(this));
  }
}
