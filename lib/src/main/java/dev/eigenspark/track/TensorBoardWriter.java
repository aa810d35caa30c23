package dev.eigenspark.track;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends scalars to a TensorBoard event file, without TensorFlow. Each scalar is in the file when
 * the call returns. TensorBoard finds the file when its name contains {@code tfevents}.
 */
public final class TensorBoardWriter implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private boolean empty;

  private TensorBoardWriter(Path file, long records) throws IOException {
    this.file = file;
    int intact =
        Files.exists(file) ? EventRecord.intactPrefix(Files.readAllBytes(file), records) : 0;
    channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(intact).position(intact);
    empty = intact == 0;
  }

  /**
   * Opens a file to append to. A record that a killed process left half written is cut off, because
   * readers stop at it.
   *
   * @throws Failure of kind INFRASTRUCTURE when the disk refuses
   */
  public static TensorBoardWriter open(Path file) {
    return keepingRecords(file, Long.MAX_VALUE);
  }

  /**
   * Opens a file to append to after the first {@code scalars} of it; those behind are cut off.
   *
   * @throws Failure of kind INFRASTRUCTURE when the disk refuses
   */
  public static TensorBoardWriter keeping(Path file, long scalars) {
    // Before them there is a record with the version of the file.
    return keepingRecords(file, scalars == 0 ? 0 : scalars + 1);
  }

  private static TensorBoardWriter keepingRecords(Path file, long records) {
    try {
      return new TensorBoardWriter(file, records);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot open " + file + ": " + e, e);
    }
  }

  /**
   * Appends one scalar.
   *
   * @param tag its name; TensorBoard groups by the part before a slash
   * @param wallTimeSeconds seconds since 1970, for the time axis
   * @throws Failure of kind INFRASTRUCTURE when the disk refuses
   */
  public void scalar(String tag, long step, float value, double wallTimeSeconds) {
    if (empty) {
      append(EventProto.fileVersion(wallTimeSeconds));
      empty = false;
    }
    append(EventProto.scalar(tag, step, value, wallTimeSeconds));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw Failure.infrastructure("cannot close " + file + ": " + e, e);
    }
  }

  private void append(byte[] event) {
    ByteBuffer record = EventRecord.frame(event);
    try {
      while (record.hasRemaining()) {
        channel.write(record);
      }
    } catch (IOException e) {
      throw Failure.infrastructure("cannot write " + file + ": " + e, e);
    }
  }
}
