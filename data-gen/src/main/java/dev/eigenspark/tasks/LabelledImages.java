package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Storage;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Square grey images with their digits, from two files in the IDX format of MNIST (LeCun, Cortes
 * and Burges): a magic number (0x00000803 for images, 0x00000801 for labels), the sizes as 32-bit
 * big-endian integers, then one unsigned byte for each pixel or label. Files may be gzipped,
 * whatever their names.
 */
final class LabelledImages {
  private static final int IMAGES_MAGIC = 0x00000803;
  private static final int LABELS_MAGIC = 0x00000801;
  private static final int MAX_BYTES = 1 << 30;
  private static final String GZIP_ENDING = ".gz";

  private final int pixels;
  private final byte[] images;
  private final byte[] labels;

  private LabelledImages(int pixels, byte[] images, byte[] labels) {
    this.pixels = pixels;
    this.images = images;
    this.labels = labels;
  }

  /**
   * Reads both files, whole. A name stands also for the same with {@code .gz}.
   *
   * @param side rows and columns that an image must have
   * @throws Failure of kind DATA, one line with the path, for a file that is missing, damaged, of
   *     another kind or size, or does not fit the other
   */
  static LabelledImages read(Storage directory, String imageFile, String labelFile, int side) {
    byte[] images = read(directory, imageFile, IMAGES_MAGIC, side, side);
    byte[] labels = read(directory, labelFile, LABELS_MAGIC);
    if (images.length / (side * side) != labels.length) {
      throw Failure.data(
          "%s holds %d images, but %s holds %d labels"
              .formatted(
                  directory.locate(imageFile),
                  images.length / (side * side),
                  directory.locate(labelFile),
                  labels.length));
    }
    for (int i = 0; i < labels.length; i++) {
      if (Byte.toUnsignedInt(labels[i]) >= PixelSequence.CLASSES) {
        throw Failure.data(
            "%s: label %d of image %d is no digit"
                .formatted(directory.locate(labelFile), Byte.toUnsignedInt(labels[i]), i));
      }
    }
    return new LabelledImages(side * side, images, labels);
  }

  int count() {
    return labels.length;
  }

  int label(int index) {
    return labels[index];
  }

  /** One pixel of an image, 0 to 255; pixels count row by row. */
  int pixel(int index, int pixel) {
    return Byte.toUnsignedInt(images[index * pixels + pixel]);
  }

  private static byte[] read(Storage directory, String name, int magic, int... itemSizes) {
    String zipped = name + GZIP_ENDING;
    String found = !directory.exists(name) && directory.exists(zipped) ? zipped : name;
    String path = directory.locate(found);
    byte[] content = directory.read(found);
    try (DataInputStream in = new DataInputStream(plain(content))) {
      return items(path, in, magic, itemSizes);
    } catch (EOFException e) {
      // A header that ends has no message of its own; a zipped file that ends has.
      String reason = e.getMessage() == null ? "it ends in its header" : e.getMessage();
      throw unreadable(path, reason, e);
    } catch (IOException e) {
      throw unreadable(path, e.getMessage(), e);
    }
  }

  private static Failure unreadable(String path, String reason, IOException cause) {
    return new Failure(Failure.Kind.DATA, path + ": not readable as an IDX file: " + reason, cause);
  }

  private static InputStream plain(byte[] content) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(content);
    boolean zipped =
        content.length >= 2
            && (Byte.toUnsignedInt(content[0]) | Byte.toUnsignedInt(content[1]) << 8)
                == GZIPInputStream.GZIP_MAGIC;
    return zipped ? new GZIPInputStream(bytes) : bytes;
  }

  private static byte[] items(String path, DataInputStream in, int magic, int... itemSizes)
      throws IOException {
    String kind = magic == IMAGES_MAGIC ? "images" : "labels";
    int found = in.readInt();
    if (found != magic) {
      throw Failure.data(
          "%s begins with 0x%08x, not with 0x%08x, the magic number of IDX %s"
              .formatted(path, found, magic, kind));
    }
    int count = in.readInt();
    long size = count;
    for (int expected : itemSizes) {
      int there = in.readInt();
      if (there != expected) {
        throw Failure.data(
            "%s holds images of side %d, not of data.side = %d".formatted(path, there, expected));
      }
      size *= there;
    }
    if (size < 1 || size > MAX_BYTES) {
      throw Failure.data("%s: it cannot hold the %d %s it claims".formatted(path, count, kind));
    }
    byte[] items = in.readNBytes((int) size);
    boolean more = in.read() >= 0;
    if (items.length < size || more) {
      throw Failure.data(
          "%s: its header promises %d bytes of %s, it has %s"
              .formatted(path, size, kind, more ? "more" : items.length));
    }
    return items;
  }
}
