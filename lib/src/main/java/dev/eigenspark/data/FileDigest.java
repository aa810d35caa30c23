package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.util.regex.Pattern;

/** What a manifest says about the bytes of a file: their number and their SHA-256. */
final class FileDigest {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private FileDigest() {}

  /**
   * Refuses what no file can be.
   *
   * @param file how the message calls it
   */
  static void require(String file, long bytes, String sha256) {
    if (bytes < 1) {
      throw Failure.data(file + ": bytes " + bytes + " must be positive");
    }
    if (!HASH.matcher(sha256).matches()) {
      throw Failure.data(file + ": '" + sha256 + "' is not a SHA-256");
    }
  }

  /**
   * Checks that {@code content} is the file that was written.
   *
   * @param file how the message calls it
   * @throws Failure of kind DATA that says what was expected and what was found
   */
  static void check(String file, byte[] content, long bytes, String sha256) {
    if (content.length != bytes) {
      throw Failure.data(file + ": expected " + bytes + " bytes, found " + content.length);
    }
    String found = Sha256.of(content);
    if (!found.equals(sha256)) {
      throw Failure.data(file + ": expected SHA-256 " + sha256 + ", found " + found);
    }
  }
}
