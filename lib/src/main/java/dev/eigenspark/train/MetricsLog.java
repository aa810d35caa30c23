package dev.eigenspark.train;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Json;
import dev.eigenspark.track.TensorBoardWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One line a round in {@code metrics.jsonl}, and the same curves for TensorBoard. */
final class MetricsLog implements AutoCloseable {
  private final Path file;
  private final BufferedWriter lines;
  private final TensorBoardWriter events;

  MetricsLog(Path root) {
    file = root.resolve(RunDirectory.METRICS);
    try {
      lines = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot write " + file + ": " + e, e);
    }
    events = TensorBoardWriter.open(root.resolve("events.out.tfevents.0.eigenspark"));
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
    try {
      lines.write(Json.writeLine(line));
      lines.newLine();
      lines.flush();
    } catch (IOException e) {
      throw Failure.infrastructure("cannot write " + file + ": " + e, e);
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

  @Override
  public void close() {
    events.close();
    try {
      lines.close();
    } catch (IOException e) {
      throw Failure.infrastructure("cannot write " + file + ": " + e, e);
    }
  }
}
