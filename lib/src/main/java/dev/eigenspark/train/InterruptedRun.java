package dev.eigenspark.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.data.FileManifest;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run directory to go on with: which of its checkpoints is whole, and whether it was made with
 * the same settings and data, so that the final model has the bits of an unbroken run.
 */
public final class InterruptedRun {
  private static final List<String> SECTIONS = List.of("data", "model", "train");

  /** What may differ, because the model does not depend on it. */
  private static final Set<String> FREE =
      Set.of("train.threads", "train.checkpointEvery", "train.jobLimit");

  private final Path root;

  private InterruptedRun(Path root) {
    this.root = root;
  }

  /**
   * A checkpoint to go on from.
   *
   * @param checkpoint it
   * @param damaged what is wrong with each later one, a line each
   */
  public record Choice(Checkpoint checkpoint, List<String> damaged) {}

  /** Whether there is a run at this path, finished or not. */
  public static boolean isAt(Path root) {
    return Files.exists(root.resolve(RunDirectory.RESOLVED))
        && Files.isDirectory(root.resolve(RunDirectory.CHECKPOINTS));
  }

  /**
   * Opens a run, finished or not.
   *
   * @throws Failure of kind USAGE when there is none at this path
   */
  public static InterruptedRun open(Path root) {
    if (!isAt(root)) {
      throw Failure.usage(
          "no run to resume at " + root + ": it has no checkpoints; start it without --resume");
    }
    return new InterruptedRun(root.toAbsolutePath().normalize());
  }

  /** Whether there is nothing left to do: the list of all files is written last. */
  public boolean hasEnded() {
    return Files.exists(root.resolve(FileManifest.NAME));
  }

  /**
   * Checks that the request would make this run.
   *
   * @throws Failure of kind CONFIGURATION that names the first setting that differs; of kind USAGE
   *     when the dataset is another one, or the training master cannot go on
   */
  public void requireSame(TrainRequest request) {
    obstacle(request)
        .ifPresent(
            failure -> {
              throw failure;
            });
  }

  /** What {@link #requireSame} would throw. */
  public Optional<Failure> obstacle(TrainRequest given) {
    TrainRequest request = withItsPeriod(given);
    return otherSetting(request.resolved())
        .or(() -> otherDataset(request))
        .or(() -> otherMaster(request));
  }

  /**
   * The request with the length of a round that was chosen when the run began, where it leaves it
   * open ({@code train.averaging.every = 0}); any other request as it is.
   */
  public TrainRequest withItsPeriod(TrainRequest request) {
    return request.options().averaging().every() > 0
        ? request
        : request.withEvery(provenance().path("averaging_every").asInt());
  }

  private JsonNode provenance() {
    return Json.read(root.resolve(RunDirectory.PROVENANCE), JsonNode.class);
  }

  private Optional<Failure> otherDataset(TrainRequest request) {
    String there = provenance().path("dataset_sha256").asText();
    String given = request.dataset().manifest().sha256();
    if (there.equals(given)) {
      return Optional.empty();
    }
    return Optional.of(
        Failure.usage(
            root + " was trained on another dataset: its sha256 is " + there + ", not " + given));
  }

  private static Optional<Failure> otherMaster(TrainRequest request) {
    return switch (request.options().averaging().master()) {
      case EIGENSPARK -> Optional.empty();
      case DL4J ->
          Optional.of(
              Failure.usage(
                  "train.averaging.master=dl4j cannot be resumed: it would not give the same"
                      + " bits"));
    };
  }

  private Optional<Failure> otherSetting(String resolved) {
    Config there = settings(TextFile.read(root.resolve(RunDirectory.RESOLVED)));
    Config given = settings(resolved);
    TreeSet<String> keys = new TreeSet<>();
    there.entrySet().forEach(entry -> keys.add(entry.getKey()));
    given.entrySet().forEach(entry -> keys.add(entry.getKey()));
    keys.removeAll(FREE);
    keys.removeIf(key -> SECTIONS.stream().noneMatch(section -> key.startsWith(section + ".")));
    for (String key : keys) {
      Object is = there.hasPath(key) ? there.getAnyRef(key) : "absent";
      Object should = given.hasPath(key) ? given.getAnyRef(key) : "absent";
      if (!is.equals(should)) {
        return Optional.of(
            Failure.configuration(
                key
                    + " is "
                    + is
                    + " in "
                    + root
                    + ", not "
                    + should
                    + "; --resume goes on with the settings of the run, another training needs"
                    + " another --out"));
      }
    }
    return Optional.empty();
  }

  private Config settings(String text) {
    try {
      return ConfigFactory.parseString(text);
    } catch (ConfigException e) {
      throw new Failure(
          Failure.Kind.DATA, root.resolve(RunDirectory.RESOLVED) + " is damaged: " + e, e);
    }
  }

  /**
   * The newest whole checkpoint.
   *
   * @throws Failure of kind DATA when none is whole
   */
  public Choice newest() {
    List<Checkpoint> all = Checkpoint.listOf(root);
    List<String> damaged = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      try {
        all.get(i).verify();
        return new Choice(all.get(i), List.copyOf(damaged));
      } catch (Failure e) {
        damaged.add("checkpoint " + all.get(i).step() + " is not used: " + e.getMessage());
      }
    }
    throw Failure.data(
        "no checkpoint of "
            + root
            + " is whole"
            + (damaged.isEmpty() ? "" : ": " + damaged.get(0)));
  }

  /**
   * The checkpoint of one step.
   *
   * @throws Failure of kind USAGE when there is none, of kind DATA when it is damaged
   */
  public Choice at(long step) {
    List<Checkpoint> all = Checkpoint.listOf(root);
    Checkpoint wanted =
        all.stream()
            .filter(checkpoint -> checkpoint.step() == step)
            .findFirst()
            .orElseThrow(
                () ->
                    Failure.usage(
                        root
                            + " has no checkpoint of step "
                            + step
                            + "; it has "
                            + all.stream().map(Checkpoint::step).toList()));
    wanted.verify();
    return new Choice(wanted, List.of());
  }
}
