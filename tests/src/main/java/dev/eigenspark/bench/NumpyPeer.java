package dev.eigenspark.bench;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** NumPy in a Python process, which takes the Gram matrix of our rows when it is asked to. */
final class NumpyPeer implements Contender, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path file;
  private final PeerProcess process;
  private final String library;

  /**
   * Starts the peer and gives it the rows.
   *
   * @throws Failure of kind INFRASTRUCTURE when this Python does not run or has no NumPy
   */
  NumpyPeer(String python, int threads, float[] rows, int columns) {
    String count = Integer.toString(threads);
    file = write(rows, columns);
    try {
      process =
          new PeerProcess(
              "'" + python + "'",
              List.of(
                  python,
                  "-c",
                  PeerProcess.script("numpy_peer.py"),
                  file.toString(),
                  Integer.toString(columns)),
              Map.of(
                  "OMP_NUM_THREADS",
                  count,
                  "OPENBLAS_NUM_THREADS",
                  count,
                  "MKL_NUM_THREADS",
                  count));
      library = process.answer(PATIENCE).get("library").asText();
    } catch (Failure e) {
      delete();
      throw e;
    }
  }

  String library() {
    return library;
  }

  @Override
  public String name() {
    return "NumPy";
  }

  @Override
  public double[] block(double seconds) {
    return PeerProcess.milliseconds(process.ask(Map.of("seconds", seconds), PATIENCE));
  }

  @Override
  public void close() {
    process.close();
    delete();
  }

  private void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot delete " + file + ": " + e, e);
    }
  }

  private static Path write(float[] rows, int columns) {
    try {
      Path file = Files.createTempFile("eigenspark-rows", ".f32");
      ByteBuffer row = ByteBuffer.allocate(columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      try (OutputStream out = Files.newOutputStream(file)) {
        for (int at = 0; at < rows.length; at += columns) {
          row.clear().asFloatBuffer().put(rows, at, columns);
          out.write(row.array());
        }
      }
      return file;
    } catch (IOException e) {
      throw Failure.infrastructure("cannot write rows for NumPy: " + e, e);
    }
  }
}
