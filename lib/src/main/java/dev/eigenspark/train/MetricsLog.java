package dev.eigenspark.train;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.Failure;
import dev.eigenspark.data.Json;
import dev.eigenspark.track.TensorBoardWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line a round in {@code metrics.jsonl}, and the same curves for TensorBoard. While it is open,
 * no other process can open it, so that a run has one driver at a time.
 */
final class MetricsLog implements AutoCloseable {
  private final Path root;
  private final Path file;
  private final FileChannel lines;
  private TensorBoardWriter events;

  /**
   * Opens the log of a run; {@link #keep} comes before the first line.
   *
   * @throws Failure of kind USAGE when another process has it open
   */
  MetricsLog(Path root) {
    this.root = root;
    file = root.resolve(RunDirectory.METRICS);
    try {
      lines = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock();
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private void lock() throws IOException {
    try {
      if (lines.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // This process has it itself: as below.
    }
    lines.close();
    throw Failure.usage(root + " is being trained by another process");
  }

  /**
   * Keeps the first {@code rounds} rounds and cuts off those behind.
   *
   * @throws Failure of kind DATA when a round is missing
   */
  void keep(long rounds) {
    try {
      List<String> all = rounds == 0 ? List.of() : Files.readAllLines(file);
      long bytes = 0;
      long scalars = 0;
      for (int i = 0; i < rounds; i++) {
        if (i >= all.size()) {
          throw Failure.data(
              file + " has no round " + (i + 1) + "; resume from a checkpoint before");
        }
        JsonNode line = Json.read(all.get(i), JsonNode.class);
        if (line.path("round").asLong() != i + 1) {
          throw Failure.data(file + ":" + (i + 1) + " is not round " + (i + 1));
        }
        bytes += all.get(i).getBytes(StandardCharsets.UTF_8).length + 1;
        scalars += 1 + (line.has("accuracy") ? 1 : 0) + (line.has("valid_loss") ? 2 : 0);
      }
      lines.truncate(bytes).position(bytes);
      events = TensorBoardWriter.keeping(root.resolve(RunDirectory.EVENTS), scalars);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /** Appends a round, with the validation score if there was an evaluation after it. */
  void add(RoundReport report, Optional<SplitScore> valid) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("round", report.round());
    line.put("step", report.step());
    line.put("examples", report.examples());
    line.put("loss", report.loss());
    report.accuracy().ifPresent(value -> line.put("accuracy", value));
    line.put("seconds", report.seconds());
    line.put("seconds_train", report.secondsTrain());
    line.put("seconds_average", report.secondsAverage());
    valid.ifPresent(
        score -> {
          line.put("valid_loss", score.loss());
          line.put("valid_accuracy", score.accuracy());
        });
    ByteBuffer text = StandardCharsets.UTF_8.encode(Json.writeLine(line) + "\n");
    try {
      while (text.hasRemaining()) {
        lines.write(text);
      }
    } catch (IOException e) {
      throw refused(e);
    }
    double now = System.currentTimeMillis() / 1e3;
    long step = report.step();
    events.scalar("train/loss", step, (float) report.loss(), now);
    report.accuracy().ifPresent(value -> events.scalar("train/accuracy", step, (float) value, now));
    valid.ifPresent(
        score -> {
          events.scalar("valid/loss", step, (float) score.loss(), now);
          events.scalar("valid/accuracy", step, (float) score.accuracy(), now);
        });
  }

  /** Forces the lines to disk, so that no checkpoint is ahead of them. */
  void force() {
    try {
      lines.force(true);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  @Override
  public void close() {
    if (events != null) {
      events.close();
    }
    try {
      lines.close();
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private Failure refused(IOException e) {
    return Failure.infrastructure("cannot write " + file + ": " + e, e);
  }
}
