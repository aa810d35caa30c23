package dev.eigenspark.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardWriterTest {
  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void name() {
    file = dir.resolve("events.out.tfevents.1");
  }

  /** The payloads of a file, after checking both checksums of each record. */
  private List<ByteBuffer> records() throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<ByteBuffer> payloads = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(in.position(), length);
      byte[] payload = new byte[(int) in.getLong()];
      assertThat(in.getInt()).isEqualTo(masked(length));
      in.get(payload);
      assertThat(in.getInt()).isEqualTo(masked(payload));
      payloads.add(ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN));
    }
    return payloads;
  }

  private static int masked(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    int crc = (int) checksum.getValue();
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  /** The fields of a protobuf message by number. */
  private static Map<Integer, Object> fields(ByteBuffer message) {
    Map<Integer, Object> fields = new LinkedHashMap<>();
    while (message.hasRemaining()) {
      int key = (int) varint(message);
      Object value =
          switch (key & 7) {
            case 0 -> varint(message);
            case 1 -> message.getDouble();
            case 2 -> {
              int length = (int) varint(message);
              ByteBuffer part = message.slice(message.position(), length);
              message.position(message.position() + length);
              yield part.order(ByteOrder.LITTLE_ENDIAN);
            }
            case 5 -> message.getFloat();
            default -> throw new AssertionError("wire type " + (key & 7));
          };
      fields.put(key >>> 3, value);
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = in.get();
      value |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  private static String text(Object bytes) {
    return StandardCharsets.UTF_8.decode((ByteBuffer) bytes).toString();
  }

  private void write(String tag, long step, float value) {
    try (TensorBoardWriter writer = TensorBoardWriter.open(file)) {
      writer.scalar(tag, step, value, 1_700_000_000.5);
    }
  }

  @Test
  void beginsWithTheVersionOfTheFormat() throws IOException {
    write("loss", 1, 2);

    Map<Integer, Object> event = fields(records().get(0));
    assertThat(event).containsEntry(1, 1_700_000_000.5);
    assertThat(text(event.get(3))).isEqualTo("brain.Event:2");
  }

  @Test
  void aScalarDecodesToWhatWasWritten() throws IOException {
    write("train/größe", 5_000_000_000L, 0.25f);

    Map<Integer, Object> event = fields(records().get(1));
    Map<Integer, Object> value = fields((ByteBuffer) fields((ByteBuffer) event.get(5)).get(1));
    assertThat(event).containsEntry(1, 1_700_000_000.5).containsEntry(2, 5_000_000_000L);
    assertThat(text(value.get(1))).isEqualTo("train/größe");
    assertThat(value).containsEntry(2, 0.25f);
  }

  @Test
  void isInTheFileBeforeClose() throws IOException {
    try (TensorBoardWriter writer = TensorBoardWriter.open(file)) {
      writer.scalar("loss", 1, 2, 3);
      assertThat(records()).hasSize(2);
    }
  }

  @Test
  void appendsWithoutASecondVersion() throws IOException {
    write("loss", 1, 2);
    write("loss", 2, 1);

    assertThat(records()).hasSize(3);
    assertThat(fields(records().get(2))).containsEntry(2, 2L).doesNotContainKey(3);
  }

  @Test
  void cutsOffWhatAKilledProcessLeftHalfWritten() throws IOException {
    write("loss", 1, 2);
    byte[] whole = Files.readAllBytes(file);
    write("loss", 2, 1);
    byte[] both = Files.readAllBytes(file);
    for (int kept = whole.length; kept < both.length; kept++) {
      Files.write(file, Arrays.copyOf(both, kept));
      write("loss", 2, 1);
      assertThat(file).hasBinaryContent(both);
    }
  }

  @Test
  void masksTheKnownChecksumOfTheFormat() {
    // CRC-32C of "123456789" is e3069283.
    byte[] frame = EventRecord.frame("123456789".getBytes(StandardCharsets.UTF_8)).array();
    int crc = 0xe3069283;
    int masked = (crc >>> 15 | crc << 17) + 0xa282ead8;

    assertThat(HexFormat.of().formatHex(frame, frame.length - 4, frame.length))
        .isEqualTo(HexFormat.of().toHexDigits(Integer.reverseBytes(masked)));
  }

  @Test
  void namesAFileThatCannotBeOpened() {
    Path nowhere = dir.resolve("none/events.tfevents");

    assertThatThrownBy(() -> TensorBoardWriter.open(nowhere))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.INFRASTRUCTURE))
        .hasMessageStartingWith("cannot open " + nowhere);
  }
}
