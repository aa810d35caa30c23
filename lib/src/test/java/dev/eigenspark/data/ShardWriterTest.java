package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;

class ShardWriterTest {
  @Test
  void sameRowsGiveTheSameBytes() {
    assertThat(TrialExample.shard(1000, 300)).isEqualTo(TrialExample.shard(1000, 300));
    assertThat(TrialExample.shard(1000, 300)).isNotEqualTo(TrialExample.shard(1001, 300));
  }

  @Test
  void schemaIsTheStandardListOfAnnotatedIntegers() throws Exception {
    try (ParquetFileReader file = open(TrialExample.shard(0, 1))) {
      assertThat(file.getFileMetaData().getSchema().toString())
          .contains("required int64 id;")
          .contains("required group symbols (LIST)")
          .contains("repeated group list")
          .contains("required int32 element (INTEGER(8,true));")
          .contains("required int32 element (INTEGER(16,true));")
          .contains("required float element;")
          .contains("required int32 label (INTEGER(8,true));")
          .contains("required float scale;");
    }
  }

  @Test
  void encodingIsPinned() throws Exception {
    try (ParquetFileReader file = open(TrialExample.shard(0, 500))) {
      // Words and counts hardly repeat: for them Parquet itself gives the dictionary up.
      assertThat(file.getRowGroups()).hasSize(1);
      for (ColumnChunkMetaData chunk : file.getRowGroups().get(0).getColumns()) {
        String column = chunk.getPath().toDotString();
        assertThat(chunk.getCodec()).isEqualTo(CompressionCodecName.ZSTD);
        assertThat(chunk.hasDictionaryPage())
            .as(column)
            .isEqualTo(column.equals("symbols.list.element") || column.equals("label"));
        assertThat(chunk.getEncodingStats().usesV2Pages()).isFalse();
      }
    }
  }

  @Test
  void footerListsEncodingsInAFixedOrder() throws Exception {
    byte[] shard = TrialExample.shard(0, 50);
    List<Encoding> encodings = new ArrayList<>(ParquetFooterTest.encodings(shard));
    assertThat(encodings).hasSizeGreaterThan(1).isSorted();
  }

  @Test
  void refusesAValueThatItsColumnCannotHold() {
    ShardWriter writer = new ShardWriter(List.of(new Column("x", Column.Type.INT8, 1, "small")), 7);
    RowValues tooLarge =
        new RowValues() {
          @Override
          public int[] ints(int column) {
            return new int[] {128};
          }

          @Override
          public float[] floats(int column) {
            throw new UnsupportedOperationException();
          }
        };
    assertThatThrownBy(() -> writer.add(tooLarge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 7, column 'x': 128 is no INT8");
  }

  private static ParquetFileReader open(byte[] shard) throws Exception {
    return ParquetFileReader.open(
        new MemoryInputFile("shard", shard), ParquetReadOptions.builder().build());
  }
}
