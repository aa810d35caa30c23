package dev.eigenspark.contract;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Stands in for the MNIST files that an experiment asks its user for: as many images, all black.
 */
final class BlankImages {
  private static final int SIDE = 28;

  private BlankImages() {}

  /** Writes the four files into the directory, which it returns. */
  static Path write(Path directory) {
    write(directory.resolve("train-images-idx3-ubyte.gz"), 60_000, SIDE, SIDE);
    write(directory.resolve("train-labels-idx1-ubyte.gz"), 60_000);
    write(directory.resolve("t10k-images-idx3-ubyte.gz"), 10_000, SIDE, SIDE);
    write(directory.resolve("t10k-labels-idx1-ubyte.gz"), 10_000);
    return directory;
  }

  private static void write(Path file, int... sizes) {
    try (DataOutputStream out =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(0x0800 + sizes.length);
      int bytes = 1;
      for (int size : sizes) {
        out.writeInt(size);
        bytes *= size;
      }
      out.write(new byte[bytes]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
