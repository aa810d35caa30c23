package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;

class ParquetFooterTest {
  @Test
  void undoesAnotherOrderOfEncodings() throws Exception {
    byte[] shard = TrialExample.shard(0, 50);
    byte[] shuffled = withReversedEncodings(shard);
    assertThat(shuffled).isNotEqualTo(shard);
    assertThat(ParquetFooter.canonical(shuffled)).isEqualTo(shard);
  }

  @Test
  void leavesACanonicalFileAlone() throws Exception {
    byte[] shard = TrialExample.shard(0, 50);
    assertThat(ParquetFooter.canonical(shard)).isEqualTo(shard);
  }

  /** Encodings of the first list column. */
  static List<Encoding> encodings(byte[] shard) throws Exception {
    return column(footer(shard), 1).getEncodings();
  }

  private static ColumnMetaData column(FileMetaData footer, int index) {
    return footer.getRow_groups().get(0).getColumns().get(index).getMeta_data();
  }

  private static byte[] withReversedEncodings(byte[] shard) throws Exception {
    FileMetaData footer = footer(shard);
    ColumnMetaData column = column(footer, 1);
    List<Encoding> reversed = new ArrayList<>(column.getEncodings());
    Collections.reverse(reversed);
    column.setEncodings(reversed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int start = start(shard);
    out.write(shard, 0, start);
    Util.writeFileMetaData(footer, out);
    int length = out.size() - start;
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    byte[] file = out.toByteArray();
    System.arraycopy(shard, shard.length - 4, file, file.length - 4, 4);
    return file;
  }

  private static FileMetaData footer(byte[] shard) throws Exception {
    int start = start(shard);
    return Util.readFileMetaData(new ByteArrayInputStream(shard, start, shard.length - 8 - start));
  }

  private static int start(byte[] shard) {
    int length = ByteBuffer.wrap(shard).order(ByteOrder.LITTLE_ENDIAN).getInt(shard.length - 8);
    return shard.length - 8 - length;
  }
}
