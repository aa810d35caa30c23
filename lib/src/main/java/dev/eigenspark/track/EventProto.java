package dev.eigenspark.track;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The few fields of TensorBoard's {@code Event} message that scalars need, in protobuf's wire
 * format: {@code Event {double wall_time = 1; int64 step = 2; string file_version = 3; Summary
 * summary = 5}}, {@code Summary {repeated Value value = 1}}, {@code Value {string tag = 1; float
 * simple_value = 2}}.
 */
final class EventProto {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private EventProto() {}

  /** The first event of a file. */
  static byte[] fileVersion(double wallTimeSeconds) {
    return new EventProto()
        .number(1, wallTimeSeconds)
        .bytes(3, "brain.Event:2".getBytes(StandardCharsets.UTF_8))
        .toBytes();
  }

  /** One scalar. */
  static byte[] scalar(String tag, long step, float value, double wallTimeSeconds) {
    byte[] tagged =
        new EventProto().bytes(1, tag.getBytes(StandardCharsets.UTF_8)).number(2, value).toBytes();
    byte[] summary = new EventProto().bytes(1, tagged).toBytes();
    return new EventProto().number(1, wallTimeSeconds).whole(2, step).bytes(5, summary).toBytes();
  }

  private EventProto number(int field, double value) {
    key(field, FIXED64);
    out.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
    return this;
  }

  private EventProto number(int field, float value) {
    key(field, FIXED32);
    out.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
    return this;
  }

  private EventProto whole(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  private EventProto bytes(int field, byte[] value) {
    key(field, BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private byte[] toBytes() {
    return out.toByteArray();
  }

  private void key(int field, int wireType) {
    varint(field << 3 | wireType);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
