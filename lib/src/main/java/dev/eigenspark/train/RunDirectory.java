package dev.eigenspark.train;

import dev.eigenspark.data.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A finished or running training on disk; design section 4, "Run". */
public final class RunDirectory {
  private final Path root;

  private RunDirectory(Path root) {
    this.root = root;
  }

  /**
   * Opens a run.
   *
   * @throws dev.eigenspark.Failure of kind DATA when it is not one
   */
  public static RunDirectory open(Path root) {
    return new RunDirectory(root);
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
    throw new UnsupportedOperationException();
  }

  /** The checkpoints, by step; the first is the state before training (step 0). */
  public List<Checkpoint> checkpoints() {
    throw new UnsupportedOperationException();
  }

  /**
   * One saved state.
   *
   * @param step updates of each worker so far
   * @param path its directory
   */
  public record Checkpoint(long step, Path path) {
    /** The weights by name. */
    public Map<String, Tensor> weights() {
      throw new UnsupportedOperationException();
    }
  }
}
