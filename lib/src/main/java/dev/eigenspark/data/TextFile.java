package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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
