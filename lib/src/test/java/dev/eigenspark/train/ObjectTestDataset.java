package dev.eigenspark.train;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.DatasetManifest;
import dev.eigenspark.data.DatasetSeal;
import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.ObjectTableEntry;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Same or different: trials of two objects, other ones in the test split than in training. */
final class ObjectTestDataset {
  static final int OBJECTS = 12;
  static final int TRAINED = 6;
  static final ObjectShape SHAPE = new ObjectShape(8, 8, 2);
  private static final int ROWS = 256;

  private ObjectTestDataset() {}

  static ObjectTable table() {
    List<byte[]> images = new ArrayList<>();
    for (int object = 0; object < OBJECTS; object++) {
      CounterRandom random = new CounterRandom(8, Streams.TRAIN, object);
      byte[] image = new byte[SHAPE.bytes()];
      for (int i = 0; i < image.length; i++) {
        image[i] = (byte) random.nextInt(256);
      }
      images.add(image);
    }
    return new ObjectTable(SHAPE, images, Collections.nCopies(OBJECTS, "noise"));
  }

  static Dataset write(Path directory) {
    Storage storage = Storage.at(directory.toString());
    List<Column> columns =
        List.of(
            new Column("objects", Column.Type.INT8, 2, "objects"),
            new Column("label", Column.Type.INT8, 1, "0 same, 1 different"),
            new Column(Column.NOISY, Column.Type.INT8, 1, "1 for every third trial of train"));
    TreeMap<String, List<ShardEntry>> splits = new TreeMap<>();
    for (Map.Entry<String, Integer> split : Map.of("train", 0, "test", TRAINED).entrySet()) {
      storage.makeDirectory(split.getKey());
      ShardWriter writer = new ShardWriter(columns, 0);
      for (int row = 0; row < ROWS; row++) {
        writer.add(
            trial(
                new CounterRandom(7, Streams.ofSplit(split.getKey()), row), row, split.getValue()));
      }
      byte[] bytes = writer.finish();
      ShardEntry entry = ShardEntry.of(ShardEntry.path(split.getKey(), 0), 0, ROWS, bytes);
      storage.write(entry.path(), bytes);
      splits.put(split.getKey(), List.of(entry));
    }
    byte[] objects = table().encode();
    storage.write(ObjectTable.FILE, objects);
    SequenceFormat format =
        new SequenceFormat(
            2,
            new Channel("objects", Kind.OBJECT, OBJECTS, 2),
            new Channel("label", Kind.SYMBOL, 2, 1),
            0,
            1,
            SHAPE);
    DatasetManifest manifest =
        new DatasetManifest(
            DatasetManifest.FORMAT_VERSION,
            "same",
            new TreeMap<>(),
            7,
            "test",
            ShardWriter.CODEC,
            ShardWriter.WRITER,
            ROWS,
            columns,
            format,
            0.5,
            Math.log(2),
            splits,
            ObjectTableEntry.of(OBJECTS, objects));
    DatasetSeal.write(storage, new TreeMap<>(Map.of(DatasetManifest.FILE, manifest.json())));
    return Dataset.open(directory.toString());
  }

  private static RowValues trial(CounterRandom random, int row, int firstObject) {
    int first = random.nextInt(TRAINED);
    int other = (first + 1 + random.nextInt(TRAINED - 1)) % TRAINED;
    int[] objects = {firstObject + first, firstObject + (row % 2 == 0 ? first : other)};
    int[] label = {row % 2};
    int[] noisy = {random.stream() == Streams.TRAIN && row % 3 == 0 ? 1 : 0};
    return new RowValues() {
      @Override
      public int[] ints(int column) {
        return List.of(objects, label, noisy).get(column);
      }

      @Override
      public float[] floats(int column) {
        throw new IndexOutOfBoundsException(column);
      }
    };
  }
}
