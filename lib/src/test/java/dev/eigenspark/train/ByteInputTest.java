package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes of a shard reach the network as byte / 255, two a step, by time step and row. */
class ByteInputTest {
  private static final int[][] ROWS = {{0, 255, 128, 51}, {1, 2, 3, 254}};
  private static final SequenceFormat FORMAT =
      new SequenceFormat(
          2, new Channel("x", Kind.BYTE, 2, 2), new Channel("y", Kind.SYMBOL, 10, 1), 0, 1);

  @TempDir private Path directory;

  @Test
  void bytesBecomeNumbersUpToOne() {
    SequenceBatch batch = new SequenceBatch(FORMAT, List.of("x", "y"), Optional.empty(), 2);
    for (int row = 0; row < 2; row++) {
      batch.set(1 - row, dataset().read("train", 0), row);
    }
    for (int row = 0; row < 2; row++) {
      for (int i = 0; i < 4; i++) {
        assertThat(batch.timeMajorFeatures().getFloat(i / 2, 1 - row, i % 2))
            .isEqualTo(ROWS[row][i] / 255f);
      }
      assertThat(batch.timeMajorLabels().getFloat(0, 1 - row, 0)).isEqualTo(row);
    }
  }

  private Dataset dataset() {
    List<Column> columns =
        List.of(
            new Column("x", Column.Type.UINT8, 4, "bytes"),
            new Column("y", Column.Type.INT8, 1, "class"));
    ShardWriter writer = new ShardWriter(columns, 0);
    for (int row = 0; row < ROWS.length; row++) {
      writer.add(new Row(ROWS[row], new int[] {row}));
    }
    byte[] content = writer.finish();
    ShardEntry entry = ShardEntry.of(ShardEntry.path("train", 0), 0, ROWS.length, content);
    Storage storage = Storage.at(directory.toString());
    storage.makeDirectory("train");
    storage.write(entry.path(), content);
    DatasetManifest manifest =
        new DatasetManifest(
            DatasetManifest.FORMAT_VERSION,
            "bytes",
            new TreeMap<>(),
            1,
            "test",
            ShardWriter.CODEC,
            ShardWriter.WRITER,
            ROWS.length,
            columns,
            FORMAT,
            0.1,
            1,
            new TreeMap<>(Map.of("train", List.of(entry))),
            null);
    DatasetSeal.write(storage, new TreeMap<>(Map.of(DatasetManifest.FILE, manifest.json())));
    return Dataset.open(directory.toString());
  }

  private record Row(int[] x, int[] y) implements RowValues {
    @Override
    public int[] ints(int column) {
      return column == 0 ? x : y;
    }

    @Override
    public float[] floats(int column) {
      throw new IndexOutOfBoundsException(column);
    }
  }
}
