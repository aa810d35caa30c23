package dev.eigenspark.track;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * TFRecord framing: length (8 bytes), masked CRC-32C of the length, payload, masked CRC-32C of the
 * payload, all little endian.
 */
final class EventRecord {
  /** Bytes before the payload. */
  static final int HEAD = Long.BYTES + Integer.BYTES;

  /** Bytes around the payload. */
  static final int FRAME = HEAD + Integer.BYTES;

  private static final int MASK_DELTA = 0xa282ead8;

  private EventRecord() {}

  static ByteBuffer frame(byte[] payload) {
    ByteBuffer record = ByteBuffer.allocate(FRAME + payload.length).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(payload.length);
    record.putInt(maskedCrc(record.array(), 0, Long.BYTES));
    record.put(payload);
    record.putInt(maskedCrc(payload, 0, payload.length));
    return record.flip();
  }

  /** Bytes of the whole, undamaged records that {@code content} begins with, at most so many. */
  static int intactPrefix(byte[] content, long most) {
    ByteBuffer records = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    for (long count = 0; count < most && content.length - at >= FRAME; count++) {
      long length = records.getLong(at);
      if (records.getInt(at + Long.BYTES) != maskedCrc(content, at, Long.BYTES)
          || length < 0
          || length > content.length - at - FRAME) {
        return at;
      }
      int payload = at + HEAD;
      int end = payload + (int) length;
      if (records.getInt(end) != maskedCrc(content, payload, (int) length)) {
        return at;
      }
      at = end + Integer.BYTES;
    }
    return at;
  }

  /** Rotated and offset, so that a CRC over data that holds CRCs stays meaningful. */
  private static int maskedCrc(byte[] bytes, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, length);
    int crc = (int) checksum.getValue();
    return Integer.rotateRight(crc, 15) + MASK_DELTA;
  }
}
