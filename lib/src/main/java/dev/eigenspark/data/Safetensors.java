package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Float32 tensors in the safetensors format: eight bytes of header length, a JSON header, then the
 * values, all little endian. The same tensors give the same bytes. A file that is read is taken to
 * be hostile: nothing is allocated or believed before it is checked against the file's size.
 *
 * @see <a href="https://github.com/huggingface/safetensors">the format</a>
 */
public final class Safetensors {
  private static final int MOST_HEADER_BYTES = 100_000_000;
  private static final int CHUNK_BYTES = 1 << 20;

  private Safetensors() {}

  /**
   * Writes the tensors in their order, in place of a file that may be there.
   *
   * @param metadata free text by key, kept in the header
   * @throws Failure of kind DATA when two tensors share a name; of kind INFRASTRUCTURE when the
   *     disk refuses
   */
  public static void write(Path file, List<Tensor> tensors, Map<String, String> metadata) {
    byte[] header = SafetensorsHeader.of(tensors).text(metadata).getBytes(StandardCharsets.UTF_8);
    ByteBuffer start = buffer(Long.BYTES + header.length);
    start.putLong(header.length).put(header).flip();
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      writeFully(channel, start);
      for (Tensor tensor : tensors) {
        writeValues(channel, tensor.values());
      }
    } catch (IOException e) {
      throw Failure.infrastructure("cannot write " + file + ": " + e, e);
    }
  }

  /**
   * Reads every tensor, in the order of the file.
   *
   * @throws Failure of kind DATA when the file is missing, damaged, or holds anything but float32
   */
  public static Map<String, Tensor> read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel);
    } catch (NoSuchFileException e) {
      throw new Failure(Failure.Kind.DATA, "no such file " + file, e);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot read " + file + ": " + e, e);
    } catch (Failure e) {
      throw new Failure(Failure.Kind.DATA, file + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, Tensor> read(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw Failure.data(size + " bytes are too few for a safetensors file");
    }
    long length = readFully(channel, Long.BYTES).getLong();
    long most = Math.min(MOST_HEADER_BYTES, size - Long.BYTES);
    if (length < 0 || length > most) {
      throw Failure.data("header of " + length + " bytes; at most " + most + " are possible");
    }
    String text = utf8(readFully(channel, (int) length));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (SafetensorsHeader.Slot slot :
        SafetensorsHeader.parse(text, size - Long.BYTES - length).slots()) {
      float[] values = readValues(channel, slot.length());
      tensors.put(slot.name(), new Tensor(slot.name(), slot.shape(), values));
    }
    return tensors;
  }

  private static String utf8(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new Failure(Failure.Kind.DATA, "header is not UTF-8", e);
    }
  }

  private static void writeValues(FileChannel channel, float[] values) throws IOException {
    ByteBuffer chunk = buffer(CHUNK_BYTES);
    int floats = CHUNK_BYTES / Float.BYTES;
    for (int from = 0; from < values.length; from += floats) {
      int count = Math.min(floats, values.length - from);
      chunk.clear().limit(count * Float.BYTES);
      chunk.asFloatBuffer().put(values, from, count);
      writeFully(channel, chunk);
    }
  }

  private static float[] readValues(FileChannel channel, int length) throws IOException {
    float[] values = new float[length];
    int floats = CHUNK_BYTES / Float.BYTES;
    for (int from = 0; from < length; from += floats) {
      int count = Math.min(floats, length - from);
      readFully(channel, count * Float.BYTES).asFloatBuffer().get(values, from, count);
    }
    return values;
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static ByteBuffer readFully(FileChannel channel, int length) throws IOException {
    ByteBuffer bytes = buffer(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw Failure.data("ends too early");
      }
    }
    return bytes.flip();
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
