package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.util.List;

/**
 * The objects that the trials of a dataset name by number: for each its image, in bytes from 0 to
 * 255 in the order of {@link ObjectShape}, and where it comes from. It is the file {@code
 * objects.parquet} beside the splits.
 */
public final class ObjectTable {
  /** Name of the file. */
  public static final String FILE = "objects.parquet";

  private final ObjectShape shape;
  private final List<String> sources;
  private final byte[] pixels;

  /**
   * A table of these objects.
   *
   * @param images one image for each object, in order
   * @param sources where each comes from, in a few words
   * @throws IllegalArgumentException if there is none, an image has another size, or images and
   *     sources are not as many
   */
  public ObjectTable(ObjectShape shape, List<byte[]> images, List<String> sources) {
    if (images.isEmpty() || images.size() != sources.size()) {
      throw new IllegalArgumentException(images.size() + " images, " + sources.size() + " sources");
    }
    this.shape = shape;
    this.sources = List.copyOf(sources);
    pixels = new byte[Math.multiplyExact(images.size(), shape.bytes())];
    for (int object = 0; object < images.size(); object++) {
      byte[] image = images.get(object);
      if (image.length != shape.bytes()) {
        throw new IllegalArgumentException(
            "object " + object + " has " + image.length + " bytes, not " + shape.bytes());
      }
      System.arraycopy(image, 0, pixels, object * shape.bytes(), image.length);
    }
  }

  /**
   * The table in {@code content}.
   *
   * @param file how messages call it
   * @throws Failure of kind DATA if length, hash, columns, numbers or images are not what manifest
   *     and file say
   */
  static ObjectTable read(String file, byte[] content, ObjectTableEntry entry, ObjectShape shape) {
    entry.check(file, content);
    ObjectTable table = new ObjectTableReader(file, shape).read(content);
    if (table.count() != entry.rows()) {
      throw Failure.data(file + ": expected " + entry.rows() + " objects, found " + table.count());
    }
    return table;
  }

  /** The file: the same objects give the same bytes. */
  public byte[] encode() {
    return ObjectTableWriter.write(this);
  }

  /** Size of an image. */
  public ObjectShape shape() {
    return shape;
  }

  /** How many objects there are. */
  public int count() {
    return sources.size();
  }

  /** Where an object comes from. */
  public String source(int object) {
    return sources.get(object);
  }

  /** Byte {@code index} of an object's image, 0 to 255. */
  public int pixel(int object, int index) {
    return Byte.toUnsignedInt(pixels[object * shape.bytes() + index]);
  }

  /** A copy of an object's image. */
  public byte[] image(int object) {
    byte[] image = new byte[shape.bytes()];
    System.arraycopy(pixels, object * image.length, image, 0, image.length);
    return image;
  }
}
