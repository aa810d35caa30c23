package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTest {
  @TempDir Path dir;

  private static Table table(int rows) {
    Table table =
        new Table(
            List.of(
                new Table.Header("step", Table.Type.LONG, "updates"),
                new Table.Header("loss", Table.Type.DOUBLE, "nats per step"),
                new Table.Header("split", Table.Type.STRING, "größe")));
    for (int i = 0; i < rows; i++) {
      table.add(i, Math.sin(i), i % 2 == 0 ? "train" : "prüfung");
    }
    return table;
  }

  private Path write(String name, Table table) {
    Path file = dir.resolve(name);
    TableFile.writeParquet(table, file);
    return file;
  }

  @Test
  void readsWhatItWrote() {
    Table table = table(3000);
    table.add(Long.MIN_VALUE, Double.NaN, "");

    Table read = TableFile.readParquet(write("t.parquet", table));

    assertThat(read.headers()).isEqualTo(table.headers());
    assertThat(read.rows()).isEqualTo(table.rows());
  }

  @Test
  void anEmptyTableKeepsItsColumns() {
    assertThat(TableFile.readParquet(write("t.parquet", table(0))).headers()).hasSize(3);
  }

  @Test
  void theSameTableIsTheSameBytesAndOneFile() throws IOException {
    assertThat(write("a.parquet", table(100)))
        .hasSameBinaryContentAs(write("b.parquet", table(100)));

    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("a.parquet", "b.parquet");
    }
  }

  @Test
  void compressesWithZstd() throws IOException {
    byte[] content = Files.readAllBytes(write("t.parquet", table(100)));
    try (ParquetFileReader reader =
        ParquetFileReader.open(new MemoryInputFile("t.parquet", content))) {
      assertThat(reader.getFooter().getBlocks().get(0).getColumns())
          .allSatisfy(c -> assertThat(c.getCodec()).isEqualTo(CompressionCodecName.ZSTD));
    }
  }

  @Test
  void takesThePlaceOfAnOlderFile() {
    write("t.parquet", table(100));

    assertThat(TableFile.readParquet(write("t.parquet", table(2))).rows()).hasSize(2);
  }

  @Test
  void refusesAFileWithAFlippedByte() throws IOException {
    Path file = write("t.parquet", table(100));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 4] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> TableFile.readParquet(file))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessageStartingWith(file + " is not a readable Parquet file");
  }

  @Test
  void refusesWhatIsNoParquetFile() throws IOException {
    Path text = Files.writeString(dir.resolve("t.txt"), "step,loss\n1,0.5\n");

    assertThatThrownBy(() -> TableFile.readParquet(text))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(text + " is not a readable Parquet file");
    assertThatThrownBy(() -> TableFile.readParquet(dir.resolve("none")))
        .hasMessage("no such file " + dir.resolve("none"));
  }

  @Test
  void namesAFileThatCannotBeWritten() {
    assertThatThrownBy(() -> write("no-such-directory/t.parquet", table(1)))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.INFRASTRUCTURE))
        .hasMessageContaining("t.parquet");
  }
}
