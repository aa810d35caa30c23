package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardReaderTest {
  private static final long FIRST = 5_000_000_000L;
  private static final int ROWS = 1234;
  private static final byte[] SHARD = TrialExample.shard(FIRST, ROWS);
  private static final ShardEntry ENTRY =
      ShardEntry.of(ShardEntry.path("train", 0), FIRST, ROWS, SHARD);

  @Test
  void everyColumnComesBack() {
    ShardData data = read(SHARD, ENTRY);
    assertThat(data.firstRow()).isEqualTo(FIRST);
    assertThat(data.rows()).isEqualTo(ROWS);
    for (int row = 0; row < ROWS; row++) {
      for (int column : new int[] {0, 1, 2, 4}) {
        for (int step = 0; step < TrialExample.COLUMNS.get(column).length(); step++) {
          assertThat(data.value(column, row, step))
              .isEqualTo(TrialExample.integer(FIRST + row, column, step));
        }
      }
      float[] signal = new float[7];
      data.copyFloats(3, row, signal, 1);
      assertThat(Arrays.copyOfRange(signal, 1, 6))
          .containsExactly(TrialExample.row(FIRST + row).floats(3));
      data.copyFloats(5, row, signal, 0);
      assertThat(signal[0]).isEqualTo(TrialExample.real(FIRST + row, 5, 0));
    }
  }

  @Test
  void bytesComeBackUnsigned() {
    List<Column> columns = List.of(new Column("x", Column.Type.UINT8, 256, "bytes"));
    int[] bytes = IntStream.range(0, 256).toArray();
    ShardWriter writer = new ShardWriter(columns, 0);
    writer.add(new Integers(bytes));
    byte[] content = writer.finish();
    ShardData data =
        ShardReader.read("shard", content, ShardEntry.of(ENTRY.path(), 0, 1, content), columns);
    float[] reals = new float[256];
    data.copyFloats(0, 0, reals, 0);
    for (int i = 0; i < 256; i++) {
      assertThat(data.value(0, 0, i)).isEqualTo(i);
      assertThat(reals[i]).isEqualTo(i);
    }
  }

  @Test
  void manyThreadsReadAtOnce() {
    IntStream.range(0, 5_000)
        .parallel()
        .forEach(i -> assertThat(read(SHARD, ENTRY).rows()).isEqualTo(ROWS));
  }

  @Test
  void copiesIntegersToAnOffsetAndAsReals() {
    ShardData data = read(SHARD, ENTRY);
    int[] words = {-1, -1, -1, -1, -1};
    data.copyInts(1, 3, words, 1);
    assertThat(Arrays.copyOfRange(words, 1, 4))
        .containsExactly(TrialExample.row(FIRST + 3).ints(1));
    assertThat(words[0]).isEqualTo(-1);
    assertThat(words[4]).isEqualTo(-1);

    float[] reals = new float[3];
    data.copyFloats(1, 3, reals, 0);
    assertThat(reals).containsExactly(words[1], words[2], words[3]);
  }

  @Test
  void refusesToReadRealsAsIntegersAndOutsideTheShard() {
    ShardData data = read(SHARD, ENTRY);
    assertThatThrownBy(() -> data.value(3, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> data.value(0, ROWS, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> data.value(0, 0, 7)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void findsAFlippedBitAnywhere() {
    for (int position = 0; position < SHARD.length; position += SHARD.length / 50) {
      byte[] damaged = SHARD.clone();
      damaged[position] ^= 1;
      assertThatThrownBy(() -> read(damaged, ENTRY))
          .isInstanceOf(Failure.class)
          .hasMessageStartingWith("shard: expected SHA-256 " + ENTRY.sha256() + ", found ");
    }
  }

  @Test
  void findsATruncatedFile() {
    byte[] damaged = Arrays.copyOf(SHARD, SHARD.length - 1);
    assertThatThrownBy(() -> read(damaged, ENTRY))
        .hasMessage("shard: expected " + SHARD.length + " bytes, found " + (SHARD.length - 1));
  }

  @Test
  void findsRowsThatAreNotThePromisedOnes() {
    ShardEntry shifted = ShardEntry.of(ENTRY.path(), FIRST + 1, ROWS, SHARD);
    assertThatThrownBy(() -> read(SHARD, shifted))
        .hasMessage("shard: expected id 5000000001, found 5000000000");
    ShardEntry longer = ShardEntry.of(ENTRY.path(), FIRST, ROWS + 1, SHARD);
    assertThatThrownBy(() -> read(SHARD, longer))
        .hasMessage("shard: expected 1235 rows, found 1234");
  }

  @Test
  void findsListsOfAnotherLength() {
    List<Column> longer = List.of(new Column("x", Column.Type.FLOAT32, 6, "real"));
    List<Column> shorter = List.of(new Column("x", Column.Type.FLOAT32, 5, "real"));
    ShardWriter writer = new ShardWriter(shorter, 0);
    for (int i = 0; i < 6; i++) {
      writer.add(new Reals(new float[5]));
    }
    byte[] content = writer.finish();
    ShardEntry entry = ShardEntry.of(ENTRY.path(), 0, 6, content);
    assertThatThrownBy(() -> ShardReader.read("shard", content, entry, longer))
        .isInstanceOf(Failure.class)
        .hasMessage("shard: column 'x' does not hold 6 values a row");
  }

  @Test
  void findsOtherColumns() {
    List<Column> others = List.of(new Column("x", Column.Type.INT8, 1, "other"));
    assertThatThrownBy(() -> ShardReader.read("shard", SHARD, ENTRY, others))
        .isInstanceOf(Failure.class)
        .hasMessage("shard: its columns are not those of the manifest");
  }

  @Test
  void findsBytesThatAreNoParquet() {
    byte[] text = "nothing of the kind".getBytes(StandardCharsets.US_ASCII);
    ShardEntry entry = ShardEntry.of(ENTRY.path(), 0, 1, text);
    assertThatThrownBy(() -> ShardReader.read("shard", text, entry, TrialExample.COLUMNS))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("shard: not readable as Parquet");
  }

  private static ShardData read(byte[] content, ShardEntry entry) {
    return ShardReader.read("shard", content, entry, TrialExample.COLUMNS);
  }

  private record Integers(int[] values) implements RowValues {
    @Override
    public int[] ints(int column) {
      return values;
    }

    @Override
    public float[] floats(int column) {
      throw new UnsupportedOperationException();
    }
  }

  private record Reals(float[] values) implements RowValues {
    @Override
    public int[] ints(int column) {
      throw new UnsupportedOperationException();
    }

    @Override
    public float[] floats(int column) {
      return values;
    }
  }
}
