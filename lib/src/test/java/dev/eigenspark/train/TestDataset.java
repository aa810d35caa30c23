package dev.eigenspark.train;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.DatasetManifest;
import dev.eigenspark.data.DatasetSeal;
import dev.eigenspark.data.RowValues;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.data.ShardEntry;
import dev.eigenspark.data.ShardWriter;
import dev.eigenspark.data.Storage;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small dataset: say at each step which of three symbols came one step before. */
final class TestDataset {
  static final int STEPS = 6;
  static final int SYMBOLS = 3;
  private static final int SHARD_ROWS = 64;

  private TestDataset() {}

  static Dataset write(Path directory) {
    Storage storage = Storage.at(directory.toString());
    List<Column> columns =
        List.of(
            new Column("x", Column.Type.INT8, STEPS, "symbols"),
            new Column("y", Column.Type.INT8, STEPS, "the symbol before"));
    TreeMap<String, List<ShardEntry>> splits = new TreeMap<>();
    for (Map.Entry<String, Integer> split :
        Map.of("train", 300, "valid", 50, "test", 130).entrySet()) {
      storage.makeDirectory(split.getKey());
      splits.put(split.getKey(), split(storage, columns, split.getKey(), split.getValue()));
    }
    SequenceFormat format =
        new SequenceFormat(
            STEPS,
            new Channel("x", Kind.SYMBOL, SYMBOLS, STEPS),
            new Channel("y", Kind.SYMBOL, SYMBOLS, STEPS),
            1,
            STEPS);
    DatasetManifest manifest =
        new DatasetManifest(
            DatasetManifest.FORMAT_VERSION,
            "echo",
            new TreeMap<>(),
            7,
            "test",
            ShardWriter.CODEC,
            ShardWriter.WRITER,
            SHARD_ROWS,
            columns,
            format,
            1.0 / SYMBOLS,
            Math.log(SYMBOLS),
            splits,
            null);
    TreeMap<String, String> texts = new TreeMap<>();
    texts.put(DatasetManifest.FILE, manifest.json());
    DatasetSeal.write(storage, texts);
    return Dataset.open(directory.toString());
  }

  private static List<ShardEntry> split(
      Storage storage, List<Column> columns, String split, int rows) {
    List<ShardEntry> entries = new ArrayList<>();
    for (int first = 0; first < rows; first += SHARD_ROWS) {
      ShardWriter writer = new ShardWriter(columns, first);
      int count = Math.min(SHARD_ROWS, rows - first);
      for (int i = 0; i < count; i++) {
        writer.add(row(new CounterRandom(7, Streams.ofSplit(split), first + i)));
      }
      byte[] bytes = writer.finish();
      String path = String.format("%s/part-%05d.parquet", split, first / SHARD_ROWS);
      storage.write(path, bytes);
      entries.add(ShardEntry.of(path, first, count, bytes));
    }
    return entries;
  }

  private static RowValues row(CounterRandom random) {
    int[] x = new int[STEPS];
    int[] y = new int[STEPS];
    for (int t = 0; t < STEPS; t++) {
      x[t] = random.nextInt(SYMBOLS);
      y[t] = t == 0 ? 0 : x[t - 1];
    }
    return new RowValues() {
      @Override
      public int[] ints(int column) {
        return column == 0 ? x : y;
      }

      @Override
      public float[] floats(int column) {
        throw new IndexOutOfBoundsException(column);
      }
    };
  }
}
