package dev.eigenspark.bench;

import dev.eigenspark.Failure;
import dev.eigenspark.data.AtomicDirectory;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.DatasetManifest;
import dev.eigenspark.data.DatasetSeal;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.ObjectTableEntry;
import dev.eigenspark.data.ShardEntry;
import dev.eigenspark.data.ShardWriter;
import dev.eigenspark.data.Storage;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.TrialBuffer;
import dev.eigenspark.tasks.TrialSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A dataset of one shard, made without Spark in a temporary directory and removed on close. */
final class ScratchDataset implements AutoCloseable {
  private static final long SEED = 1;
  private static final String SPLIT = "train";

  private final Path directory;
  private final Dataset dataset;

  /**
   * Makes the dataset.
   *
   * @throws Failure of kind INFRASTRUCTURE when the disk refuses
   */
  ScratchDataset(TrialSource source, int rows) {
    try {
      directory = Files.createTempDirectory("eigenspark-bench");
    } catch (IOException e) {
      throw Failure.infrastructure("cannot make a temporary directory: " + e, e);
    }
    try {
      write(source, rows);
      dataset = Dataset.open(directory.toString());
    } catch (RuntimeException e) {
      AtomicDirectory.delete(directory);
      throw e;
    }
  }

  Dataset dataset() {
    return dataset;
  }

  private void write(TrialSource source, int rows) {
    Storage storage = Storage.at(directory.toString());
    byte[] content = shard(source, rows);
    ShardEntry entry = ShardEntry.of(ShardEntry.path(SPLIT, 0), 0, rows, content);
    ObjectTableEntry objects = source.objects().map(made -> write(made, storage)).orElse(null);
    DatasetManifest manifest =
        new DatasetManifest(
            DatasetManifest.FORMAT_VERSION,
            "bench",
            new TreeMap<>(),
            SEED,
            "benchmark",
            ShardWriter.CODEC,
            ShardWriter.WRITER,
            rows,
            source.columns(),
            source.format(),
            source.chanceAccuracy(),
            source.chanceLoss(),
            new TreeMap<>(Map.of(SPLIT, List.of(entry))),
            objects);
    storage.makeDirectory(SPLIT);
    storage.write(entry.path(), content);
    DatasetSeal.write(storage, new TreeMap<>(Map.of(DatasetManifest.FILE, manifest.json())));
  }

  private static ObjectTableEntry write(ObjectTable objects, Storage storage) {
    byte[] content = objects.encode();
    storage.write(ObjectTable.FILE, content);
    return ObjectTableEntry.of(objects.count(), content);
  }

  private static byte[] shard(TrialSource source, int rows) {
    ShardWriter writer = new ShardWriter(source.columns(), 0);
    TrialBuffer trial = new TrialBuffer(source.columns());
    CounterRandom random = new CounterRandom(SEED, Streams.ofSplit(SPLIT), 0);
    for (int row = 0; row < rows; row++) {
      random.seek(row);
      source.fill(random, trial);
      writer.add(trial);
    }
    return writer.finish();
  }

  @Override
  public void close() {
    AtomicDirectory.delete(directory);
  }
}
