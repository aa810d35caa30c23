package dev.eigenspark.contract;

import dev.eigenspark.data.TextFile;
import java.nio.file.Path;
import java.util.List;

/** Stands in for the text that an experiment asks its user for: long, and two letters alone. */
final class DullText {
  private static final int LINES = 100_000;

  private DullText() {}

  /** Writes a file for each split into the directory, which it returns. */
  static Path write(Path directory) {
    String text = ("a b ".repeat(10) + "\n").repeat(LINES);
    for (String split : List.of("train", "valid", "test")) {
      TextFile.write(directory.resolve("ptb.char." + split + ".txt"), text);
    }
    return directory;
  }
}
