package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The last file of a dataset, {@code _SUCCESS}: it says that the dataset is whole and lists the
 * SHA-256 of the files beside the shards, in the format of {@code sha256sum}. The manifest, which
 * it covers, covers the shards.
 */
public final class DatasetSeal {
  /** Name of the file. */
  public static final String FILE = "_SUCCESS";

  private static final String SEPARATOR = "  ";

  private final SortedMap<String, String> hashes;

  private DatasetSeal(SortedMap<String, String> hashes) {
    this.hashes = hashes;
  }

  /**
   * Writes the files, then the seal.
   *
   * @param texts content by file name, {@link DatasetManifest#FILE} among them
   */
  public static void write(Storage storage, SortedMap<String, String> texts) {
    StringBuilder seal = new StringBuilder();
    texts.forEach(
        (name, text) -> {
          storage.write(name, text.getBytes(StandardCharsets.UTF_8));
          seal.append(Sha256.of(text)).append(SEPARATOR).append(name).append('\n');
        });
    storage.write(FILE, seal.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the seal of a dataset. */
  static DatasetSeal read(Storage storage) {
    SortedMap<String, String> hashes = new TreeMap<>();
    String text = new String(storage.read(FILE), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      int end = line.indexOf(SEPARATOR);
      if (end < 0) {
        throw Failure.data(
            storage.locate(FILE) + ": '" + line + "' is not a line 'SHA-256, two blanks, file'");
      }
      hashes.put(line.substring(end + SEPARATOR.length()), line.substring(0, end));
    }
    if (!hashes.containsKey(DatasetManifest.FILE)) {
      throw Failure.data(storage.locate(FILE) + ": it does not list " + DatasetManifest.FILE);
    }
    return new DatasetSeal(hashes);
  }

  /** The files it lists. */
  List<String> files() {
    return List.copyOf(hashes.keySet());
  }

  /**
   * The content of a file that it lists.
   *
   * @throws Failure of kind DATA if the file is missing or not what was sealed
   */
  byte[] open(Storage storage, String name) {
    byte[] content = storage.read(name);
    String found = Sha256.of(content);
    if (!found.equals(hashes.get(name))) {
      throw Failure.data(
          storage.locate(name) + ": expected SHA-256 " + hashes.get(name) + ", found " + found);
    }
    return content;
  }

  /** What is wrong with the files that it lists, one line each. */
  List<String> problems(Storage storage) {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, String> file : hashes.entrySet()) {
      try {
        open(storage, file.getKey());
      } catch (Failure failure) {
        problems.add(failure.getMessage());
      }
    }
    return problems;
  }
}
