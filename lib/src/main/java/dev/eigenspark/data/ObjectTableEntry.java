package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.io.Serializable;

/**
 * The file {@link ObjectTable#FILE} in a dataset's manifest, and what its bytes must be.
 *
 * @param rows objects it holds
 * @param bytes length of the file
 * @param sha256 SHA-256 of the file, lower-case hexadecimal
 */
public record ObjectTableEntry(int rows, long bytes, String sha256) implements Serializable {
  /** Validates every part. */
  public ObjectTableEntry {
    if (rows < 1) {
      throw Failure.data(ObjectTable.FILE + ": rows " + rows + " must be positive");
    }
    FileDigest.require(ObjectTable.FILE, bytes, sha256);
  }

  /** The entry of a table of {@code rows} objects with this content. */
  public static ObjectTableEntry of(int rows, byte[] content) {
    return new ObjectTableEntry(rows, content.length, Sha256.of(content));
  }

  /**
   * Checks that {@code content} is the file that was written.
   *
   * @param file how the message calls it
   * @throws Failure of kind DATA that says what was expected and what was found
   */
  void check(String file, byte[] content) {
    FileDigest.check(file, content, bytes, sha256);
  }
}
