package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One shard file in a dataset's manifest: a fixed range of row ids and what its bytes must be.
 *
 * @param path {@code SPLIT/part-NNNNN.parquet}, relative to the dataset
 * @param firstRow id of its first row
 * @param rows rows it holds
 * @param bytes length of the file
 * @param sha256 SHA-256 of the file, lower-case hexadecimal
 */
public record ShardEntry(String path, long firstRow, int rows, long bytes, String sha256)
    implements Serializable {
  private static final Pattern PATH = Pattern.compile("[a-z]+/part-\\d{5,}\\.parquet");

  /** Validates every part, so that no manifest can point outside its dataset. */
  public ShardEntry {
    if (!PATH.matcher(path).matches()) {
      throw Failure.data("shard path '" + path + "' is not SPLIT/part-NNNNN.parquet");
    }
    if (firstRow < 0 || rows < 1) {
      throw Failure.data(
          String.format(
              Locale.ROOT,
              "shard %s: firstRow %d must be >= 0 and rows %d positive",
              path,
              firstRow,
              rows));
    }
    FileDigest.require("shard " + path, bytes, sha256);
  }

  /** The entry of a shard with this content. */
  public static ShardEntry of(String path, long firstRow, int rows, byte[] content) {
    return new ShardEntry(path, firstRow, rows, content.length, Sha256.of(content));
  }

  /** The canonical path of shard {@code index} of a split. */
  public static String path(String split, int index) {
    return String.format(Locale.ROOT, "%s/part-%05d.parquet", split, index);
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
