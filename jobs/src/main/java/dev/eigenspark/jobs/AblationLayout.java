package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Experiment;
import dev.eigenspark.data.FileManifest;
import dev.eigenspark.data.Storage;
import dev.eigenspark.data.TextFile;
import dev.eigenspark.jobs.ablation.Cell;
import dev.eigenspark.jobs.ablation.Divergence;
import dev.eigenspark.train.InterruptedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where {@code ablate} puts what it makes, and what it finds there when it is started again.
 *
 * @param root the directory of the ablation, absolute
 */
record AblationLayout(Path root) {
  /** The plan; in every directory of an ablation. */
  static final String PLAN = "ablation.json";

  private static final String RUNS = "runs";
  private static final String RESOLVED = "resolved.conf";

  /** What there is of a run. */
  enum State {
    /** Nothing. */
    ABSENT,
    /** A part, left by a process that was ended. */
    UNFINISHED,
    /** All of it. */
    ENDED,
    /** All that there will be. */
    DIVERGED,
    /** A run with other settings that ended or diverged. */
    OTHER
  }

  AblationLayout {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * The runs of an ablation that have ended, by name; any other path as it is.
   *
   * @throws Failure of kind DATA when there is an ablation of which no run has ended
   */
  static Stream<Path> runsAt(Path path) {
    if (!Files.exists(path.resolve(PLAN))) {
      return Stream.of(path);
    }
    List<Path> ended;
    try (Stream<Path> all = Files.list(path.resolve(RUNS))) {
      ended = all.filter(run -> Files.exists(run.resolve(FileManifest.NAME))).sorted().toList();
    } catch (IOException e) {
      throw Failure.infrastructure("cannot list the runs of " + path + ": " + e, e);
    }
    if (ended.isEmpty()) {
      throw Failure.data("no run of the ablation at " + path + " has ended");
    }
    return ended.stream();
  }

  Path data(PlannedRun run) {
    return root.resolve("data").resolve(run.data().fingerprint());
  }

  Path run(PlannedRun run) {
    return root.resolve(RUNS).resolve(run.name());
  }

  Cell cell(PlannedRun run) {
    return new Cell(run.name(), run.texts(), run(run));
  }

  /** What there is of a run. */
  State state(PlannedRun run) {
    Path directory = run(run);
    if (!Files.exists(directory)) {
      return State.ABSENT;
    }
    boolean diverged = Divergence.of(directory).isPresent();
    if (!diverged && !Files.exists(directory.resolve(FileManifest.NAME))) {
      return State.UNFINISHED;
    }
    if (!hasSettings(directory, run)) {
      return State.OTHER;
    }
    return diverged ? State.DIVERGED : State.ENDED;
  }

  /** What there is of a run with these settings that has not ended, if it can be gone on with. */
  Optional<InterruptedRun> begun(PlannedRun run) {
    Path directory = run(run);
    return state(run) == State.UNFINISHED
            && InterruptedRun.isAt(directory)
            && hasSettings(directory, run)
        ? Optional.of(InterruptedRun.open(directory))
        : Optional.empty();
  }

  private static boolean hasSettings(Path directory, PlannedRun run) {
    String kept = TextFile.read(directory.resolve(RESOLVED));
    String wanted = run.resolved();
    if (run.training().options().averaging().every() == 0) {
      // A run keeps the number that it has chosen. Both are written anew, so that 0.0 is 0 in both.
      kept = Experiment.resolvedWith(kept, "train.averaging.every", 0);
      wanted = Experiment.resolvedWith(wanted, "train.averaging.every", 0);
    }
    return kept.equals(wanted);
  }

  /**
   * Checks that the directory is free, or one of an ablation.
   *
   * @throws Failure of kind USAGE when it is not
   */
  void requireOurs() {
    if (Files.exists(root.resolve(PLAN))) {
      return;
    }
    if (Files.exists(root) && !isEmpty()) {
      throw Failure.usage(
          root
              + " holds something else than an ablation (it has no "
              + PLAN
              + ");"
              + " choose another --out");
    }
  }

  /** Makes the directory an ablation's. */
  void begin(String plan, String resolved) {
    try {
      Files.createDirectories(root.resolve(RUNS));
    } catch (IOException e) {
      throw Failure.infrastructure("cannot create " + root + ": " + e, e);
    }
    TextFile.write(root.resolve(PLAN), plan);
    TextFile.write(root.resolve(RESOLVED), resolved);
  }

  /** Removes what there is of a run. */
  void clear(PlannedRun run) {
    Storage.at(run(run).toString()).delete("");
  }

  /** Notes that a run diverged; with its settings, which a very early end has not left. */
  void noteDivergence(PlannedRun run, String message) {
    Path directory = run(run);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot create " + directory + ": " + e, e);
    }
    TextFile.write(directory.resolve(RESOLVED), run.resolved());
    new Divergence(message).write(directory);
  }

  private boolean isEmpty() {
    if (!Files.isDirectory(root)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(root)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw Failure.infrastructure("cannot list " + root + ": " + e, e);
    }
  }
}
