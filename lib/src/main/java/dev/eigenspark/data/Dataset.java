package dev.eigenspark.data;

import dev.eigenspark.Failure;
import dev.eigenspark.Nearest;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A whole dataset on any Hadoop file system. Small and serialisable: Spark tasks carry it and read
 * the shards that they need.
 */
public final class Dataset implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String uri;
  private final DatasetManifest manifest;
  private transient volatile Storage storage;
  private transient volatile String identity;

  private Dataset(String uri, DatasetManifest manifest) {
    this.uri = uri;
    this.manifest = manifest;
  }

  /**
   * Opens the dataset at a URI or a local path.
   *
   * @throws Failure of kind DATA if it is missing, unfinished or its manifest is damaged
   */
  public static Dataset open(String uri) {
    Storage storage = Storage.at(uri);
    if (!storage.exists("")) {
      throw Failure.data(
          "no dataset at " + uri + ": make it with './eigenspark generate CONF --out " + uri + "'");
    }
    for (String file : List.of(DatasetSeal.FILE, DatasetManifest.FILE)) {
      if (!storage.exists(file)) {
        throw Failure.data(
            uri
                + " has no "
                + file
                + ", so it is not a whole dataset: make it again with"
                + " './eigenspark generate CONF --out "
                + uri
                + " --overwrite'");
      }
    }
    byte[] json = DatasetSeal.read(storage).open(storage, DatasetManifest.FILE);
    return new Dataset(
        storage.uri(), DatasetManifest.parse(new String(json, StandardCharsets.UTF_8)));
  }

  /** Its absolute address. */
  public String uri() {
    return uri;
  }

  /** Its address and the hash of its content: equal for two that read the same rows. */
  public String identity() {
    if (identity == null) {
      // The hash takes long for many shards, and tasks ask again and again.
      identity = uri + "#" + manifest.sha256();
    }
    return identity;
  }

  /** What it is. */
  public DatasetManifest manifest() {
    return manifest;
  }

  /** The names of its splits, sorted. */
  public Set<String> splits() {
    return manifest.splits().keySet();
  }

  /** Rows of a split. */
  public long rows(String split) {
    return entries(split).stream().mapToLong(ShardEntry::rows).sum();
  }

  /** Shards of a split. */
  public int shards(String split) {
    return entries(split).size();
  }

  /**
   * Reads shard {@code shard} of a split and checks it against the manifest.
   *
   * @throws Failure of kind DATA that names the file, what was expected and what was found
   */
  public ShardData read(String split, int shard) {
    ShardEntry entry = entries(split).get(shard);
    Storage files = storage();
    return ShardReader.read(
        files.locate(entry.path()), files.read(entry.path()), entry, manifest.columns());
  }

  /**
   * Reads the objects of the trials and checks them against the manifest.
   *
   * @throws Failure of kind DATA if its trials have none, or with the file, what was expected and
   *     what was found
   */
  public ObjectTable objects() {
    ObjectTableEntry entry =
        manifest
            .objects()
            .orElseThrow(() -> Failure.data("the trials of dataset " + uri + " have no objects"));
    Storage files = storage();
    return ObjectTable.read(
        files.locate(ObjectTable.FILE),
        files.read(ObjectTable.FILE),
        entry,
        manifest.format().objects().orElseThrow());
  }

  private Storage storage() {
    if (storage == null) {
      // Reading Hadoop's configuration takes longer than reading a shard.
      storage = Storage.at(uri);
    }
    return storage;
  }

  private List<ShardEntry> entries(String split) {
    List<ShardEntry> entries = manifest.splits().get(split);
    if (entries == null) {
      throw Failure.data(
          "dataset " + uri + " has no split '" + split + "'" + Nearest.suggestion(split, splits()));
    }
    return entries;
  }
}
