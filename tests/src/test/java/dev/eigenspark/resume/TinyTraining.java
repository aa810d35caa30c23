package dev.eigenspark.resume;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.FileManifest;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A training of some seconds with many checkpoints, and what may be asked of its directory. */
final class TinyTraining {
  static final int CHECKPOINT_EVERY = 3;

  private static final String CONF =
      """
      data { task = copy, T = 3, tokens = 2, symbols = 4, shardRows = 64 }
      data.rows { train = 100, valid = 20, test = 30 }
      model { name = rnn-orth, hidden = 8 }
      train { batch = 5, steps = 600, workers = 2, averaging.every = 2, checkpointEvery = 3 }
      """;

  private final Path scratch;
  private final Path conf;
  private final Path data;
  private final List<String> settings;

  /**
   * Makes the dataset.
   *
   * @param settings in place of those of the training
   */
  TinyTraining(Path scratch, String... settings) throws IOException, InterruptedException {
    this.scratch = scratch;
    this.settings = List.of(settings);
    conf = scratch.resolve("tiny.conf");
    data = scratch.resolve("data");
    TextFile.write(conf, CONF);
    run(Driver.start(scratch, words("generate", "--out", data.toString())));
  }

  /** The command that trains into a directory, or goes on with what is there. */
  List<String> words(Path run) {
    List<String> words = words("train", "--data", data.toString(), "--out", run.toString());
    if (Files.exists(run)) {
      words.add("--resume");
    }
    return words;
  }

  private List<String> words(String command, String... options) {
    List<String> words = new ArrayList<>(List.of(command, conf.toString(), "--quiet"));
    words.addAll(settings);
    words.addAll(List.of("--master", "local[2]"));
    words.addAll(List.of(options));
    return words;
  }

  /** Trains, or goes on, until the end. */
  void finish(Path run) throws IOException, InterruptedException {
    run(Driver.start(scratch, words(run)));
  }

  private static void run(Driver started) throws IOException, InterruptedException {
    try (Driver driver = started) {
      assertThat(driver.exitCode()).as(driver.errors()).isZero();
    }
  }

  /** Checks that two finished runs are the same, and whole. */
  static void requireSame(Path run, Path unbroken) throws IOException {
    FileManifest.verify(run);
    assertThat(modelSha256(run)).isEqualTo(modelSha256(unbroken));
    assertThat(losses(run)).isEqualTo(losses(unbroken));
    assertThat(newestRound(run)).isEqualTo(newestRound(unbroken));
  }

  private static String modelSha256(Path run) {
    return FileManifest.sha256(run.resolve("model/weights.safetensors"));
  }

  /** The losses by round, whose numbers must be 1, 2, and so on; half a line is no line. */
  static List<Double> losses(Path run) throws IOException {
    Path metrics = run.resolve("metrics.jsonl");
    if (!Files.exists(metrics)) {
      return List.of();
    }
    String text = Files.readString(metrics);
    List<JsonNode> lines =
        text.substring(0, text.lastIndexOf('\n') + 1)
            .lines()
            .map(line -> Json.read(line, JsonNode.class))
            .toList();
    assertThat(lines.stream().map(line -> line.get("round").asLong()))
        .isEqualTo(LongStream.rangeClosed(1, lines.size()).boxed().toList());
    return lines.stream().map(line -> line.get("loss").asDouble()).toList();
  }

  /** The round of the newest checkpoint, when every checkpoint is whole. */
  static long newestRound(Path run) throws IOException {
    long newest = -1;
    try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
      for (Path checkpoint : checkpoints.filter(path -> !isHidden(path)).toList()) {
        FileManifest.verify(checkpoint);
        JsonNode state = Json.read(checkpoint.resolve("state.json"), JsonNode.class);
        newest = Math.max(newest, state.get("round").asLong());
      }
    }
    return newest;
  }

  /** What begins with a dot, anywhere below. */
  static List<Path> hidden(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(TinyTraining::isHidden).toList();
    }
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
