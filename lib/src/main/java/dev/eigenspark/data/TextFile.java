package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Small UTF-8 files, with the disk's refusals as one clear line. */
public final class TextFile {
  private TextFile() {}

  /**
   * Writes a file, in place of one that may be there.
   *
   * @throws Failure of kind INFRASTRUCTURE when the disk refuses
   */
  public static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot write " + file + ": " + e, e);
    }
  }

  /**
   * Puts a file in place of one that may be there; a process that is killed leaves the old one or
   * the new one.
   *
   * @throws Failure of kind INFRASTRUCTURE when the disk refuses
   */
  public static void replace(Path file, String text) {
    Path hidden = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      Files.writeString(hidden, text);
      try (FileChannel channel = FileChannel.open(hidden, StandardOpenOption.READ)) {
        channel.force(true);
      }
      Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(hidden, e);
      throw Failure.infrastructure("cannot write " + file + ": " + e, e);
    }
  }

  private static void delete(Path file, IOException cause) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws Failure of kind DATA when it is missing, of kind INFRASTRUCTURE when the disk refuses
   */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw Failure.data("no such file: " + file);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot read " + file + ": " + e, e);
    }
  }
}
