package dev.eigenspark.tasks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Small files in the format of MNIST, whose pixels and labels follow from the image's number. */
public final class IdxFiles {
  private IdxFiles() {}

  /** Pixel {@code pixel} of image {@code image}. */
  public static int pixel(int image, int pixel) {
    return (31 * image + 7 * pixel) % 256;
  }

  /** The label of image {@code image}. */
  public static int label(int image) {
    return (3 * image + 1) % 10;
  }

  /** A directory with {@code train} training and {@code test} test images; these are zipped. */
  public static Path write(Path directory, int train, int test, int side) {
    save(directory, "train-images-idx3-ubyte", images(train, side));
    save(directory, "train-labels-idx1-ubyte", labels(train));
    save(directory, "t10k-images-idx3-ubyte.gz", zipped(images(test, side)));
    save(directory, "t10k-labels-idx1-ubyte.gz", zipped(labels(test)));
    return directory;
  }

  static byte[] images(int count, int side) {
    ByteBuffer file = ByteBuffer.allocate(16 + count * side * side);
    file.putInt(0x0803).putInt(count).putInt(side).putInt(side);
    for (int image = 0; image < count; image++) {
      for (int pixel = 0; pixel < side * side; pixel++) {
        file.put((byte) pixel(image, pixel));
      }
    }
    return file.array();
  }

  static byte[] labels(int count) {
    ByteBuffer file = ByteBuffer.allocate(8 + count);
    file.putInt(0x0801).putInt(count);
    for (int image = 0; image < count; image++) {
      file.put((byte) label(image));
    }
    return file.array();
  }

  static byte[] zipped(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static void save(Path directory, String name, byte[] content) {
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
