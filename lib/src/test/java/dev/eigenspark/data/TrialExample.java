package dev.eigenspark.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small dataset with a column of every type and shape, whose values follow from the row id. */
final class TrialExample {
  static final List<Column> COLUMNS =
      List.of(
          new Column("symbols", Column.Type.INT8, 7, "small"),
          new Column("words", Column.Type.INT16, 3, "medium"),
          new Column("counts", Column.Type.INT32, 2, "large"),
          new Column("signal", Column.Type.FLOAT32, 5, "real"),
          new Column("label", Column.Type.INT8, 1, "scalar"),
          new Column("scale", Column.Type.FLOAT32, 1, "real scalar"));

  private TrialExample() {}

  static int integer(long row, int column, int step) {
    int sign = step % 2 == 0 ? 1 : -1;
    return switch (COLUMNS.get(column).type()) {
      case INT8 -> sign * (int) ((row + step) % 128);
      case INT16 -> sign * (int) (row * 7 + step) % Short.MAX_VALUE;
      default -> sign * (Integer.MAX_VALUE - (int) row);
    };
  }

  static float real(long row, int column, int step) {
    return (row + 1) / (step + column + 0.5f);
  }

  static RowValues row(long row) {
    return new RowValues() {
      @Override
      public int[] ints(int column) {
        int[] values = new int[COLUMNS.get(column).length()];
        for (int i = 0; i < values.length; i++) {
          values[i] = integer(row, column, i);
        }
        return values;
      }

      @Override
      public float[] floats(int column) {
        float[] values = new float[COLUMNS.get(column).length()];
        for (int i = 0; i < values.length; i++) {
          values[i] = real(row, column, i);
        }
        return values;
      }
    };
  }

  static byte[] shard(long firstRow, int rows) {
    ShardWriter writer = new ShardWriter(COLUMNS, firstRow);
    for (int i = 0; i < rows; i++) {
      writer.add(row(firstRow + i));
    }
    return writer.finish();
  }

  static DatasetManifest manifest(List<ShardEntry> train) {
    return new DatasetManifest(
        DatasetManifest.FORMAT_VERSION,
        "example",
        new TreeMap<>(Map.of("T", 3, "noise", 0.5)),
        42,
        "test 1",
        ShardWriter.CODEC,
        ShardWriter.WRITER,
        100,
        COLUMNS,
        new SequenceFormat(
            7,
            new SequenceFormat.Channel("symbols", SequenceFormat.Kind.SYMBOL, 128, 7),
            new SequenceFormat.Channel("label", SequenceFormat.Kind.SYMBOL, 128, 1),
            0,
            1),
        0.125,
        1.5,
        new TreeMap<>(Map.of("train", train)),
        null);
  }

  /** Writes a dataset of 250 rows in shards of 100. */
  static Dataset write(Path directory) throws Exception {
    Files.createDirectories(directory.resolve("train"));
    List<ShardEntry> shards = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int rows = i == 2 ? 50 : 100;
      byte[] content = shard(i * 100L, rows);
      ShardEntry entry = ShardEntry.of(ShardEntry.path("train", i), i * 100L, rows, content);
      Files.write(directory.resolve(entry.path()), content);
      shards.add(entry);
    }
    DatasetSeal.write(
        Storage.at(directory.toString()),
        new TreeMap<>(
            Map.of(DatasetManifest.FILE, manifest(shards).json(), "CARD.md", "# Example\n")));
    return Dataset.open(directory.toString());
  }

  static String text(Path file) throws Exception {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
