package dev.eigenspark.bench;

import dev.eigenspark.nn.RecurrentMatrixEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Clocks what a contender's recurrent matrix takes of its iterations while they are timed, by the
 * events that the engine gives to Java's flight recorder.
 */
final class MatrixClock implements Contender {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Contender contender;
  private final List<Double> forwards = new ArrayList<>();
  private final List<Double> backwards = new ArrayList<>();

  MatrixClock(Contender contender) {
    this.contender = contender;
  }

  @Override
  public String name() {
    return contender.name();
  }

  @Override
  public double[] block(double seconds) {
    try (Recording recording = new Recording()) {
      recording.enable(RecurrentMatrixEvent.class);
      recording.start();
      double[] milliseconds = contender.block(seconds);
      recording.stop();
      read(recording);
      return milliseconds;
    }
  }

  private void read(Recording recording) {
    try {
      Path file = Files.createTempFile("eigenspark", ".jfr");
      try {
        recording.dump(file);
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
          List<Double> times = event.getBoolean("backward") ? backwards : forwards;
          times.add(event.getDuration().toNanos() / NANOS_PER_MILLI);
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the flight recorder", e);
    }
  }

  /** Median time of an iteration's two directions, 0 when there was nothing to compute. */
  double medianMs() {
    return median(forwards) + median(backwards);
  }

  private static double median(List<Double> milliseconds) {
    return milliseconds.isEmpty()
        ? 0
        : Timing.of("", milliseconds.stream().mapToDouble(t -> t).toArray()).medianMs();
  }
}
