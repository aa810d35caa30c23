package dev.eigenspark.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.eigenspark.Failure;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a dataset is, how it was made and which bytes it consists of: the file {@code
 * manifest.json}. It holds nothing that differs between two makings of the same dataset.
 *
 * @param formatVersion version of this layout, {@link #FORMAT_VERSION}
 * @param task name of the task
 * @param options the task's options: text, numbers, truth values or lists of them
 * @param seed key of the random numbers
 * @param generator name and version of the trial function
 * @param codec compression of the shards
 * @param writer name and version of the Parquet writer
 * @param shardRows rows of every shard of a split but the last
 * @param columns columns beside {@code id}, in order
 * @param format how a network reads the columns
 * @param chanceAccuracy accuracy of a guess that ignores the input, in [0, 1]
 * @param chanceLoss mean loss of a target step of the best predictor without memory: nats for
 *     symbols, squared error for reals
 * @param splits shards by split, in row order
 * @param objectTable the file of the objects when the input is objects, otherwise null; {@link
 *     #objects} is the way to ask
 */
public record DatasetManifest(
    int formatVersion,
    String task,
    SortedMap<String, Object> options,
    long seed,
    String generator,
    String codec,
    String writer,
    int shardRows,
    List<Column> columns,
    SequenceFormat format,
    double chanceAccuracy,
    double chanceLoss,
    SortedMap<String, List<ShardEntry>> splits,
    @JsonInclude(JsonInclude.Include.NON_NULL) ObjectTableEntry objectTable)
    implements Serializable {
  /** The version that this code writes and reads. */
  public static final int FORMAT_VERSION = 1;

  /** Name of the file. */
  public static final String FILE = "manifest.json";

  /**
   * Validates that the shards of every split are its rows, each once and in order, and that the
   * objects are those of the format.
   */
  public DatasetManifest {
    if (formatVersion != FORMAT_VERSION) {
      throw Failure.data(
          "format version " + formatVersion + " is unknown, this code reads " + FORMAT_VERSION);
    }
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    columns = List.copyOf(columns);
    SortedMap<String, List<ShardEntry>> copy = new TreeMap<>();
    splits.forEach((split, shards) -> copy.put(split, checked(split, shards)));
    splits = Collections.unmodifiableSortedMap(copy);
    checkObjects(format, objectTable);
  }

  private static void checkObjects(SequenceFormat format, ObjectTableEntry table) {
    int expected = format.objects().isPresent() ? format.input().width() : 0;
    int listed = table == null ? 0 : table.rows();
    if (listed != expected) {
      throw Failure.data(
          "the format has " + expected + " objects, " + ObjectTable.FILE + " " + listed);
    }
  }

  private static List<ShardEntry> checked(String split, List<ShardEntry> shards) {
    long row = 0;
    for (int i = 0; i < shards.size(); i++) {
      ShardEntry shard = shards.get(i);
      String path = ShardEntry.path(split, i);
      if (!shard.path().equals(path) || shard.firstRow() != row) {
        throw Failure.data(
            "expected shard "
                + path
                + " from row "
                + row
                + ", found "
                + shard.path()
                + " from row "
                + shard.firstRow());
      }
      row += shard.rows();
    }
    return List.copyOf(shards);
  }

  /**
   * The manifest in this JSON text.
   *
   * @throws Failure of kind DATA, one line, for broken JSON, a missing or unknown key, an
   *     impossible value or another format version
   */
  public static DatasetManifest parse(String json) {
    return ManifestJson.parse(json);
  }

  /** The JSON text: keys in a fixed order, two blanks of indentation, line feeds. */
  public String json() {
    return ManifestJson.print(this);
  }

  /**
   * The dataset's identity: SHA-256 over task, options, seed, every shard's path, rows and hash,
   * and the objects' number and hash, if any, one line each. It does not depend on the JSON layout.
   */
  public String sha256() {
    StringBuilder text = new StringBuilder();
    text.append("task ").append(task).append('\n');
    text.append("seed ").append(seed).append('\n');
    for (Map.Entry<String, Object> option : options.entrySet()) {
      text.append("option ").append(option.getKey()).append(' ');
      text.append(Json.writeLine(option.getValue())).append('\n');
    }
    for (List<ShardEntry> shards : splits.values()) {
      for (ShardEntry shard : shards) {
        text.append("shard ").append(shard.path()).append(' ').append(shard.firstRow());
        text.append(' ').append(shard.rows()).append(' ').append(shard.sha256()).append('\n');
      }
    }
    objects()
        .ifPresent(
            table ->
                text.append("objects ")
                    .append(table.rows())
                    .append(' ')
                    .append(table.sha256())
                    .append('\n'));
    return Sha256.of(text.toString());
  }

  /** The file of the objects, when the input is objects. */
  public Optional<ObjectTableEntry> objects() {
    return Optional.ofNullable(objectTable);
  }

  /** Bytes of all shards and of the objects. */
  public long bytes() {
    long shards = splits.values().stream().flatMap(List::stream).mapToLong(ShardEntry::bytes).sum();
    return shards + objects().map(ObjectTableEntry::bytes).orElse(0L);
  }
}
